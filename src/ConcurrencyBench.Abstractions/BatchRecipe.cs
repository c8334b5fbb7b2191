namespace ConcurrencyBench.Abstractions;

/// <summary>Everything another process needs to make the same batch: what a model of several processes hands on.</summary>
/// <param name="WorkloadId">Which workload.</param>
/// <param name="Items">How many items an operation has.</param>
/// <param name="Setup">Seed, concurrency and fixture.</param>
public sealed record BatchRecipe(string WorkloadId, int Items, WorkloadSetup Setup);
