using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>parallel</c> beside a parallel loop over the digests.</summary>
public class ParallelBenchmarks : ModelAndTwin<ParallelModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        Parallel.For(
            0,
            digests.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency },
            item => digests[item] = TItem.Run(item));
        return Task.CompletedTask;
    }
}
