using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>A model of the catalogue with a batch of probes, prepared; its operations run off the test's thread, since some models block.</summary>
internal sealed class ModelUnderTest : IAsyncDisposable
{
    public const int Concurrency = 4;

    private readonly string _boardPath;
    private readonly Workload _workload;

    private ModelUnderTest(Model model, Workload workload, string boardPath, Operation operation)
    {
        Model = model;
        Operation = operation;
        Board = new ProbeBoard(boardPath);
        _workload = workload;
        _boardPath = boardPath;
    }

    public static Catalog Catalog { get; } = new(typeof(SequentialModel).Assembly);

    public Model Model { get; }

    public Operation Operation { get; }

    public ProbeBoard Board { get; }

    public static Task<ModelUnderTest> OpenAsync<TWorkload>(string model, int items, int concurrency = Concurrency)
        where TWorkload : Workload, new() => OpenAsync<TWorkload>(model, items, path => path, concurrency);

    public static async Task<ModelUnderTest> OpenAsync<TWorkload>(string model, int items, Func<string, string> address, int concurrency = Concurrency)
        where TWorkload : Workload, new()
    {
        var path = Path.GetTempFileName();
        var workload = new TWorkload();
        var setup = new WorkloadSetup(42, concurrency, address(path));
        var opened = new ModelUnderTest(
            Catalog.CreateModel(model, ModelSettings.Default),
            workload,
            path,
            new Operation(workload, items, setup));
        try
        {
            // What misbehaves does so in a pool's processes only, and needs no board here.
            if (setup.FixtureAddress == path)
            {
                await workload.SetUpAsync(setup, TestContext.Current.CancellationToken);
            }

            opened.Board.Together = concurrency;
            await opened.Model.PrepareAsync(opened.Operation.Recipe, concurrency, TestContext.Current.CancellationToken);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(Operation, cancellationToken);

    public Task RunAndVerifyAsync() => RunAndVerifyAsync(Operation);

    /// <summary>Two that have a share of the items, between two that have all.</summary>
    public async Task RunAndVerifyWithShorterOnesAsync(double share)
    {
        var shorter = Operation.Shortened(share, 1)!;
        await RunAndVerifyAsync();
        await RunAndVerifyAsync(shorter);
        await RunAndVerifyAsync(shorter);
        await RunAndVerifyAsync();
    }

    public async Task WaitForStartsAsync(int items)
    {
        while (Interlocked.Read(ref Board.Started) < items)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Cancels once so many items have started, on a thread of its own: a model that computes may hold every thread of the pool.</summary>
    /// <returns>How many had started when it was cancelled.</returns>
    public Task<long> CancelAfterStartsAsync(int items, CancellationTokenSource cancellation) => Task.Factory.StartNew(
        () =>
        {
            while (Interlocked.Read(ref Board.Started) < items)
            {
                Thread.Sleep(1);
            }

            cancellation.Cancel();
            return Interlocked.Read(ref Board.Started);
        },
        TestContext.Current.CancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        await _workload.DisposeAsync();
        Board.Dispose();
        File.Delete(_boardPath);
    }

    private async Task RunAndVerifyAsync(Operation operation)
    {
        operation.Clear();
        await RunAsync(operation, TestContext.Current.CancellationToken);
        operation.Verify();
    }

    private Task RunAsync(Operation operation, CancellationToken cancellationToken) =>
        Task.Run(() => operation.RunAsync(Model, operation.Recipe.Setup.Concurrency, cancellationToken), CancellationToken.None);
}
