using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>When a model continues that is notified of an item's end: at once where the loop notifies it, later where another item's start does.</summary>
public sealed class CallbackModelTests
{
    private const int Timeout = HangGuard.Milliseconds;

    public static TheoryData<string> Models => ["coroutines", "reactor", "green-threads", "green-compiled"];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_ItemsThatEndOneAnother_DoNotNest(string model)
    {
        const int Items = 200_000;
        const int InFlight = 100_000;
        await using var workload = new RelayWorkload(Items, InFlight - 1);

        await RunAndVerifyAsync(model, workload, InFlight);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_LoopEndsItemsOneAfterTheOther_GoesOnAfterEach(string model)
    {
        await using var workload = new TurnsWorkload(4);

        await RunAndVerifyAsync(model, workload, 2);

        Assert.Equal(["start 0", "start 1", "end 0", "start 2", "end 1", "start 3", "end 2", "end 3"], workload.Log);
    }

    private static async Task RunAndVerifyAsync(string model, Workload workload, int concurrency)
    {
        var items = workload.Items(concurrency);
        var operation = new Operation(workload, items, new WorkloadSetup(1, concurrency, null));
        await using var tested = ModelUnderTest.Catalog.CreateModel(model, ModelSettings.Default);
        await tested.PrepareAsync(operation.Recipe, concurrency, TestContext.Current.CancellationToken);

        await Task.Run(() => operation.RunAsync(tested, concurrency, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        operation.Verify();
    }
}
