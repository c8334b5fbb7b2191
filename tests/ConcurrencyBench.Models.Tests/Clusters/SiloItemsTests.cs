using ConcurrencyBench.Distributed;
using ConcurrencyBench.Models.Tests.Probes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests.Clusters;

public sealed class SiloItemsTests
{
    [Theory]
    [InlineData(nameof(EmptyProbe))]
    [InlineData("ConcurrencyBench.Models.Tests.Probes.EmptyProbe")]
    [InlineData("/tmp/other.dll")]
    public async Task OpenAsync_WorkloadThatTheSiloWasNotStartedWith_IsRefused(string id)
    {
        using var items = new SiloItems(new Catalog(typeof(PrimesWorkload).Assembly));

        var reason = await items.OpenAsync(new SiloBatch(id, 1, 42, 1, null, "1"));

        Assert.Contains("unknown workload", reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UsageException>(items.OpenedAsync);
    }

    [Fact]
    public async Task OpenAsync_WorkloadOfItsCatalogue_RunsItsItems()
    {
        using var items = new SiloItems(new Catalog(typeof(PrimesWorkload).Assembly));

        Assert.Null(await items.OpenAsync(new SiloBatch("primes", 1, 42, 1, null, "1")));
        Assert.Null((await items.RunAsync(1, 0, 1)).Failure);
    }
}
