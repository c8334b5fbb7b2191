using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>A model prepared for items that all wait for one another; its operations run off the test's thread, since some models block.</summary>
internal sealed class PendingRun : IAsyncDisposable
{
    private readonly Model _model;
    private readonly Workload _workload;

    private PendingRun(string model, int count, int timers)
    {
        _workload = new Catalog(typeof(PendingWorkload).Assembly).CreateWorkload("pending", Parameters.Of(count).With("timers", timers));
        _model = ModelUnderTest.Catalog.CreateModel(model, ModelSettings.Default);
        Operation = new Operation(_workload, count, new WorkloadSetup(42, count, null));
    }

    public Operation Operation { get; }

    public static async Task<PendingRun> OpenAsync(string model, int count, int concurrency, int timers)
    {
        var run = new PendingRun(model, count, timers);
        await run._workload.SetUpAsync(run.Operation.Recipe.Setup, TestContext.Current.CancellationToken);
        await run._model.PrepareAsync(run.Operation.Recipe, concurrency, TestContext.Current.CancellationToken);
        return run;
    }

    public Task OperateAsync(int concurrency, CancellationToken cancellationToken) =>
        Task.Run(() => Operation.RunAsync(_model, concurrency, cancellationToken), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        await _workload.DisposeAsync();
    }
}
