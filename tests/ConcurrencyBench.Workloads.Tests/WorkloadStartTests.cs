using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Engine;
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
        var operation = OperationOf(running.Workload);

        operation.Clear();
        await RunAsync(model, operation);
        operation.Verify();
        operation.Clear();
        await RunAsync(model, operation);
        operation.Verify();
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
        var operation = OperationOf(running.Workload);
        await running.CloseFixtureAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(model, operation));
    }

    private static Task RunAsync(string model, Operation operation) => Task.Run(
        () => ((IRunsItems)new Catalog(typeof(ReactorModel).Assembly).CreateModel(model, ModelSettings.Default))
            .RunAsync(operation.Batch, InFlight, TestContext.Current.CancellationToken),
        CancellationToken.None);

    private static Operation OperationOf(Workload workload) =>
        new(workload, workload.Items(InFlight), new WorkloadSetup(1, InFlight, null));
}
