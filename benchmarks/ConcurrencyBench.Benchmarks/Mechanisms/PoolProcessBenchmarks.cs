using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Benchmarks.Items;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>A pool of one process of this program, from its start until it is ready, and its end.</summary>
public class PoolProcessBenchmarks
{
    private readonly Operation _operation = new(new EmptyWorkload(), EmptyItem.Count, new WorkloadSetup(Seed: 1, Concurrency: 1, FixtureAddress: null));

    [Benchmark(Description = "start and end a pool process")]
    public void StartAndEnd() => ProcessPool.Start(_operation.Recipe, 1, CancellationToken.None).Dispose();
}
