namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload that has the latencies of its items with and without something that delays them.</summary>
public interface IComparesLatencies
{
    /// <summary>What is compared.</summary>
    LatencyComparison Latencies { get; }
}
