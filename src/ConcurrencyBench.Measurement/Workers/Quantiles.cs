using ConcurrencyBench.Abstractions.Records;
using HdrHistogram;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>Makes the quantiles of a phase from the latencies of its items, by a histogram that keeps three digits of each.</summary>
internal static class Quantiles
{
    private const int Digits = 3;

    // Far beyond what an operation may last; the histogram grows with the range only by its logarithm.
    private const long LongestNanoseconds = 3_600_000_000_000;

    /// <summary>The quantiles of latencies.</summary>
    /// <returns>The quantiles; null when there are no items.</returns>
    public static Latency? Of(ReadOnlySpan<long> nanoseconds)
    {
        if (nanoseconds.IsEmpty)
        {
            return null;
        }

        var histogram = new LongHistogram(LongestNanoseconds, Digits);
        var sum = 0.0;
        foreach (var latency in nanoseconds)
        {
            var held = Math.Clamp(latency, 0, LongestNanoseconds);
            histogram.RecordValue(held);
            sum += held;
        }

        return new Latency(
            nanoseconds.Length,
            histogram.GetValueAtPercentile(50),
            histogram.GetValueAtPercentile(90),
            histogram.GetValueAtPercentile(99),
            histogram.GetValueAtPercentile(99.9),
            histogram.GetMaxValue())
        {
            Mean = sum / nanoseconds.Length,
        };
    }
}
