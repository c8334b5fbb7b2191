using System.Collections.Concurrent;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>plinq</c> beside a query over the numbers of the digests, one at a time.</summary>
public class PlinqBenchmarks : ModelAndTwin<PlinqModel>
{
    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        Partitioner.Create(Enumerable.Range(0, digests.Length), EnumerablePartitionerOptions.NoBuffering)
            .AsParallel()
            .WithDegreeOfParallelism(Concurrency)
            .ForAll(item => digests[item] = TItem.Run(item));
        return Task.CompletedTask;
    }
}
