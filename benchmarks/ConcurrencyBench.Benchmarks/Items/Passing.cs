using ConcurrencyBench.Abstractions.Engine;

namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>The operation of <see cref="PassingWorkload"/>.</summary>
internal static class Passing
{
    /// <summary>Makes the operation.</summary>
    public static Operation Operation() => new(
        new PassingWorkload(), PassingWorkload.Count, new WorkloadSetup(Seed: 1, Concurrency: 1, FixtureAddress: null));
}
