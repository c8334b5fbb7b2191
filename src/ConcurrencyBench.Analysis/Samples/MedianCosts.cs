using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>The median of each cost over a cell's operations.</summary>
internal static class MedianCosts
{
    /// <summary>Takes the medians, each cost by itself.</summary>
    /// <param name="measurements">At least one.</param>
    /// <returns>The medians; null for a counter that was ever absent.</returns>
    public static Costs Of(IReadOnlyList<BlockMeasurement> measurements) => Costs.Of(counter => Median(measurements, counter));

    private static long? Median(IReadOnlyList<BlockMeasurement> measurements, Counter counter)
    {
        var values = new List<long>(measurements.Count);
        foreach (var measurement in measurements)
        {
            if (measurement.Costs[counter] is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        return Medians.Of(values);
    }
}
