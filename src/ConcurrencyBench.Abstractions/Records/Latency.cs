namespace ConcurrencyBench.Abstractions.Records;

/// <summary>How long the items of a phase took, each from when it was meant to begin. Quantiles in ns.</summary>
/// <param name="Count">How many items.</param>
/// <param name="Median">The median.</param>
/// <param name="P90">What 90 % did not exceed.</param>
/// <param name="P99">What 99 % did not exceed.</param>
/// <param name="P999">What 99.9 % did not exceed.</param>
/// <param name="Maximum">The longest.</param>
public sealed record Latency(long Count, double Median, double P90, double P99, double P999, double Maximum)
{
    /// <summary>The arithmetic mean in ns, for latencies of which a median jumps between two modes; null in journals from before it was recorded.</summary>
    public double? Mean { get; init; }
}
