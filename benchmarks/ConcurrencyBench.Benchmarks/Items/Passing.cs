namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>The batch of <see cref="PassingWorkload"/>.</summary>
internal static class Passing
{
    /// <summary>Makes the batch.</summary>
    public static Batch Batch() => new(
        new PassingWorkload(), new BatchRecipe("passing", PassingWorkload.Count, new WorkloadSetup(Seed: 1, Concurrency: 1, FixtureAddress: null)));
}
