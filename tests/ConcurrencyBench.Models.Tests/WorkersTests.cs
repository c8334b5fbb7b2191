using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>Workers that hold until all are busy, under every model that can have several, in this process or in others.</summary>
public sealed class WorkersTests
{
    private const int Timeout = 60_000;
    private const int Count = 4;

    public static TheoryData<string> Models =>
        [.. ModelUnderTest.Catalog.Models.Where(model => model.Supports(new WorkersWorkload()).Applies).Select(model => model.Id)];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_AsManyItemsAsInFlight_ReportsWhatAWorkerTakesEachTime(string model) => RunAsync(model, async (operation, run) =>
    {
        for (var time = 0; time < 2; time++)
        {
            operation.Clear();
            await run(CancellationToken.None);
            operation.Verify();

            var phase = Assert.Single(operation.Observe());
            Assert.Equal("worker", phase.Id);
            Assert.NotNull(phase.BytesPerItem);
        }
    });

    [Theory(Timeout = Timeout)]
    [InlineData("processes")]
    [InlineData("processes-shm")]
    [InlineData("futures-processes")]
    public Task RunAsync_Processes_TakeAMegabyteAndMoreEach(string model) => RunAsync(model, async (operation, run) =>
    {
        operation.Clear();
        await run(CancellationToken.None);

        var phase = Assert.Single(operation.Observe());
        Assert.Equal(Count, phase.Items);
        Assert.InRange(phase.BytesPerItem!.Value, 1 << 20, 64 << 20);
    });

    [Fact(Timeout = Timeout)]
    public Task RunAsync_Cluster_CountsItsMembers() => RunAsync("distributed", async (operation, run) =>
    {
        operation.Clear();
        await run(CancellationToken.None);

        var phase = Assert.Single(operation.Observe());
        Assert.Equal(SiloCluster.Silos(WorkloadKind.Io, Count), phase.Items);
        Assert.InRange(phase.BytesPerItem!.Value, 4 << 20, 256 << 20);
    });

    /// <summary>With one more item than may be in flight none ever ends: what has been started must be given up.</summary>
    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public Task RunAsync_CancelledWhileItemsHold_FailsAndRunsAgain(string model) => RunAsync(
        model,
        async (operation, run) =>
        {
            for (var time = 0; time < 2; time++)
            {
                operation.Clear();
                using var cancellation = new CancellationTokenSource();
                var ending = run(cancellation.Token);
                await cancellation.CancelAsync();

                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ending);
                Assert.Empty(operation.Observe());
            }
        },
        concurrency: Count - 1);

    [Fact]
    public void Supports_Workers_AllButTheBaseline() =>
        Assert.Equal(["it has one item in flight"], ModelUnderTest.Catalog.Models.Where(model => !model.IsConcurrent()).Select(model => model.Supports(new WorkersWorkload()).ReasonAgainst).Distinct());

    private static async Task RunAsync(string id, Func<Operation, Func<CancellationToken, Task>, Task> test, int concurrency = Count)
    {
        var token = TestContext.Current.CancellationToken;
        await using var fixture = await new WorkersWorkload().OpenFixtureAsync(1, token);
        await using var workload = new WorkersWorkload();
        Assert.SkipUnless(workload.Availability.Applies, "private memory is read as on Linux");
        await using var model = ModelUnderTest.Catalog.CreateModel(id, ModelSettings.Default);
        var setup = new WorkloadSetup(1, model.ItemsRunElsewhere() ? 1 : Count, fixture.Address) { Parameters = Parameters.Of(Count) };
        var operation = new Operation(workload, Count, setup);
        await workload.SetUpAsync(setup, token);
        await model.PrepareAsync(operation.Recipe, concurrency, token);
        await test(operation, cancellation => Task.Run(() => operation.RunAsync(model, concurrency, cancellation), CancellationToken.None));
    }
}
