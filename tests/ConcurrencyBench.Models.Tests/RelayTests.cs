using ConcurrencyBench.Models.Tests.Probes;

namespace ConcurrencyBench.Models.Tests;

/// <summary>Items that end one another while they are started, under every model that is told of an item's end.</summary>
public sealed class RelayTests
{
    private const int Timeout = 60_000;

    [Theory(Timeout = Timeout)]
    [InlineData("coroutines")]
    [InlineData("reactor")]
    [InlineData("green-threads")]
    [InlineData("green-compiled")]
    public async Task RunAsync_ItemsThatEndOneAnother_DoNotNest(string model)
    {
        const int Items = 200_000;
        const int InFlight = 100_000;
        await using var workload = new RelayWorkload(Items, InFlight - 1);
        var batch = new Batch(workload, new BatchRecipe(workload.Id, Items, new WorkloadSetup(1, InFlight, null)));
        await using var tested = ModelUnderTest.Catalog.CreateModel(model, ModelSettings.Default);
        await tested.PrepareAsync(batch, InFlight, TestContext.Current.CancellationToken);

        await Task.Run(() => tested.OperateAsync(batch, InFlight, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        batch.Verify();
    }
}
