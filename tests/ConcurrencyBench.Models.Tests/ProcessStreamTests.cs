using System.Diagnostics;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Tests.Probes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>Streams from processes to processes: what <see cref="StreamContractTests"/> asks of models whose handlers are here.</summary>
public sealed class ProcessStreamTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Faulty = 5000;

    // Of four sources and at two handlers, the three of four events that pass, and a tenth less.
    private const int Most = 4 * 1_000_000 * 2 / 4 * 3 / 10 * 9;

    public static TheoryData<string> Models => [.. ModelUnderTest.Catalog.Models.Where(model => model.ItemsRunElsewhere() && model is IRunsStreams).Select(model => model.Id)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Timeout)]
    [InlineData("processes", 1, 1)]
    [InlineData("processes", 9, 5)]
    [InlineData("processes-shm", 1, 2)]
    [InlineData("processes-shm", 9, 9)]
    [InlineData("futures-processes", 1, 1)]
    [InlineData("futures-processes", 9, 5)]
    [InlineData("distributed", 9, 1)]
    public async Task PrepareAsync_ForStreams_HasAProcessForEachWorkerThatIsNotHereOrASiloForAll(string id, int concurrency, int processes)
    {
        await using var workload = new WindowSumsWorkload();
        await using var model = ModelUnderTest.Catalog.CreateModel(id, ModelSettings.Default);
        var setup = new WorkloadSetup(7, concurrency, null);
        await workload.SetUpAsync(setup, Token);

        await model.PrepareAsync(new Operation(workload, workload.Items(concurrency), setup).Recipe, concurrency, Token);

        Assert.Equal(processes, ProcessIds(model).Count);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_HandlerThrows_SurfacesStopsAndRunsAgain(string model)
    {
        await using var run = await OpenAsync<StreamingProbe>(model);
        run.Board.Fault = Faulty + 1;

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(Token));

        Assert.Contains($"item {Faulty} broke", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(StreamingProbe), failure.Message, StringComparison.Ordinal);
        run.Board.Fault = 0;
        await run.RunAndVerifyAsync();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_HandlerThrowsInALongStream_StopsTheOthersToo(string model)
    {
        await using var run = await OpenAsync<LongStreamingProbe>(model);
        run.Board.Fault = Faulty + 1;

        await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(Token));

        Assert.InRange(run.Board.Started, Faulty + 1, 1_000_000);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_CancelledThreeTimes_EndsEachTimeInTheMiddle(string model)
    {
        await using var run = await OpenAsync<LongStreamingProbe>(model);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var cancellation = new CancellationTokenSource();
            run.Board.Started = 0;

            var operation = run.RunAsync(cancellation.Token);
            await run.CancelAfterStartsAsync(Faulty, cancellation);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation);
            Assert.InRange(run.Board.Started, Faulty, Most);
        }
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_AfterACancelledOne_GivesTheDigestsOfPlainCalls(string model)
    {
        await using var run = await OpenAsync<LongStreamingProbe>(model);
        using var cancellation = new CancellationTokenSource();

        var operation = run.RunAsync(cancellation.Token);
        await run.CancelAfterStartsAsync(Faulty, cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation);

        await run.RunAndVerifyAsync();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_CancelledBefore_HandlesNothing(string model)
    {
        await using var run = await OpenAsync<StreamingProbe>(model);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, run.Board.Started);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("processes", 0)]
    [InlineData("processes", 1)]
    [InlineData("processes-shm", 0)]
    [InlineData("processes-shm", 3)]
    [InlineData("futures-processes", 1)]
    [InlineData("distributed", 0)]
    public async Task OperateAsync_ProcessKilledMidway_FailsAndSaysHow(string model, int member)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "how a process was killed is reported on Linux");
        await using var run = await OpenAsync<LongStreamingProbe>(model);
        var operation = run.RunAsync(Token);
        await run.WaitForStartsAsync(Faulty);
        var victim = ProcessIds(run.Model)[member];

        using (var process = Process.GetProcessById(victim))
        {
            process.Kill();
        }

        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => operation);
        Assert.Contains($"{victim} was killed by signal 9", failure.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task DisposeAsync_AfterAllKindsOfEnds_LeavesNothingBehind(string model) => Leftovers.AssertNoneAsync(async () =>
    {
        await using var run = await OpenAsync<StreamingProbe>(model);
        await run.RunAndVerifyAsync();
        run.Board.Fault = run.Board.Started + 1000;
        await Assert.ThrowsAsync<PoolProcessException>(() => run.RunAsync(Token));
        using var cancellation = new CancellationTokenSource();
        var operation = run.RunAsync(cancellation.Token);
        await run.CancelAfterStartsAsync(1, cancellation);
        await Record.ExceptionAsync(() => operation);
    });

    private static IReadOnlyList<int> ProcessIds(Model model) => ((IRunsElsewhere)model).ProcessIds;

    private static Task<ModelUnderTest> OpenAsync<TWorkload>(string model)
        where TWorkload : StreamingProbe, new() => ModelUnderTest.OpenAsync<TWorkload>(model, new TWorkload().Items(ModelUnderTest.Concurrency));
}
