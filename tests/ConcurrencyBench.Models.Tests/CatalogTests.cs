using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

public sealed class CatalogTests
{
    private static readonly Catalog _catalog = new(typeof(PrimesWorkload).Assembly, typeof(ThreadsModel).Assembly);

    [Fact]
    public void Only_Classes_HasTheseAndNoOther()
    {
        var few = _catalog.Only(typeof(ThreadsModel).FullName!, typeof(PrimesWorkload).FullName!, "No.Such");
        Assert.Equal(["threads"], few.Models.Select(model => model.Id));
        Assert.Equal(["primes"], few.Workloads.Select(workload => workload.Id));
    }

    /// <summary>Every built-in class is found again by the name by which a worker is started for it.</summary>
    [Fact]
    public void Only_EveryClass_IsTheWholeCatalogue()
    {
        var again = _catalog.Only([.. _catalog.Models.Select(model => model.GetType().FullName!), .. _catalog.Workloads.Select(workload => workload.GetType().FullName!)]);
        Assert.Equal(_catalog.Models.Select(model => model.Id), again.Models.Select(model => model.Id));
        Assert.Equal(_catalog.Workloads.Select(workload => workload.Id), again.Workloads.Select(workload => workload.Id));
    }

    [Fact]
    public async Task Expect_DigestsOfTheFirstItemsAreKnown_TakesTheseAndComputesTheOthers()
    {
        await using var workload = new PrimesWorkload();
        var setup = new WorkloadSetup(Seed: 7, Concurrency: 1, null);
        await workload.SetUpAsync(setup, TestContext.Current.CancellationToken);
        var computed = new Operation(workload, 3, setup).Expect();

        Assert.Equal([1UL, 2UL, computed[2]], new Operation(workload, 3, setup).Expect(1, 2));
        Assert.Equal([1UL], new Operation(workload, 1, setup).Expect(1, 2));
    }
}
