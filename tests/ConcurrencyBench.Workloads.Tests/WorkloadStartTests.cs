using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>The callback form of every workload, under the models that stand on an event loop.</summary>
public sealed class WorkloadStartTests
{
    private const int InFlight = 8;

    public static MatrixTheoryData<string, string> Cells { get; } = new(
        ["event-loop", "reactor", "coroutines"], [.. RunningWorkload.Catalog.Workloads.OfType<ItemWorkload>().Select(workload => workload.Id)]);

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cells))]
    public async Task Start_EveryItemEightInFlight_GivesExpectedDigest(string model, string workload)
    {
        await using var running = await RunningWorkload.OpenAsync(workload, concurrency: InFlight);
        var batch = BatchOf(running.Workload);

        batch.Clear();
        await RunAsync(model, batch);
        batch.Verify();
        batch.Clear();
        await RunAsync(model, batch);
        batch.Verify();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("reactor", "tcp")]
    [InlineData("reactor", "http")]
    [InlineData("coroutines", "tcp")]
    [InlineData("coroutines", "http")]
    [InlineData("reactor", "postgres")]
    [InlineData("coroutines", "postgres")]
    public async Task Start_ServerIsGone_FailsAndEnds(string model, string workload)
    {
        await using var running = await RunningWorkload.OpenAsync(workload, concurrency: InFlight);
        var batch = BatchOf(running.Workload);
        await running.CloseFixtureAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(model, batch));
    }

    private static Task RunAsync(string model, Batch batch) => Task.Run(
        () => ((IRunsItems)new Catalog(typeof(ReactorModel).Assembly).CreateModel(model, ModelSettings.Default))
            .RunAsync(batch, InFlight, TestContext.Current.CancellationToken),
        CancellationToken.None);

    private static Batch BatchOf(Workload workload) =>
        new(workload, new BatchRecipe(workload.Id, workload.Items(InFlight), new WorkloadSetup(1, InFlight, null)));
}
