using ConcurrencyBench.Abstractions.Engine;

namespace ConcurrencyBench.Distributed;

/// <summary>What a silo is sent about the items that it will run. The workload is named, and the silo knows the names it was started with.</summary>
/// <param name="WorkloadId">The workload's public name.</param>
/// <param name="Items">How many items an operation has.</param>
/// <param name="Seed">Decides every input.</param>
/// <param name="Concurrency">The most items in flight at once on this silo.</param>
/// <param name="FixtureAddress">Where the workload's fixture is; null when it has none.</param>
/// <param name="Parameters">The cell's parameters, as their id.</param>
[GenerateSerializer]
[Immutable]
[Alias("silo-batch")]
internal sealed record SiloBatch(
    [property: Id(0)] string WorkloadId,
    [property: Id(1)] int Items,
    [property: Id(2)] ulong Seed,
    [property: Id(3)] int Concurrency,
    [property: Id(4)] string? FixtureAddress,
    [property: Id(5)] string Parameters)
{
    /// <summary>Describes a batch for the silos that will run it.</summary>
    public static SiloBatch Of(BatchRecipe recipe, int concurrency) =>
        new(recipe.WorkloadId, recipe.Items, recipe.Setup.Seed, concurrency, recipe.Setup.FixtureAddress, recipe.Setup.Parameters.Id);

    /// <summary>Makes the workload, if it is one of the silo's, and sets it up.</summary>
    /// <param name="catalog">The workloads that the silo was started with; nothing else is loaded or made.</param>
    /// <exception cref="UsageException">The silo has no workload of that name.</exception>
    public async Task<Operation> OpenAsync(Catalog catalog)
    {
        var setup = new WorkloadSetup(Seed, Concurrency, FixtureAddress) { Parameters = Abstractions.Records.Parameters.Parse(Parameters) };
        var workload = catalog.CreateWorkload(WorkloadId, setup.Parameters);
        await workload.SetUpAsync(setup, CancellationToken.None);
        return new Operation(workload, Items, setup);
    }
}
