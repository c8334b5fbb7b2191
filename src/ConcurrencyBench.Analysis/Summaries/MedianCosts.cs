using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Summaries;

/// <summary>The median of each cost over a cell's operations.</summary>
internal static class MedianCosts
{
    /// <summary>Takes the medians, each cost by itself.</summary>
    /// <param name="measurements">At least one.</param>
    /// <returns>The medians; null for a counter that was ever absent.</returns>
    public static Costs Of(IReadOnlyList<BlockMeasurement> measurements)
    {
        return new Costs
        {
            CpuNanoseconds = Median(costs => costs.CpuNanoseconds),
            UserCpuNanoseconds = Median(costs => costs.UserCpuNanoseconds),
            SystemCpuNanoseconds = Median(costs => costs.SystemCpuNanoseconds),
            FixtureCpuNanoseconds = Median(costs => costs.FixtureCpuNanoseconds),
            OrchestratorCpuNanoseconds = Median(costs => costs.OrchestratorCpuNanoseconds),
            VoluntarySwitches = Median(costs => costs.VoluntarySwitches),
            InvoluntarySwitches = Median(costs => costs.InvoluntarySwitches),
            PeakRssBytes = Median(costs => costs.PeakRssBytes),
            PssBytes = Median(costs => costs.PssBytes),
            MemoryBytes = Median(costs => costs.MemoryBytes),
            Threads = Median(costs => costs.Threads),
            AllocatedBytes = Median(costs => costs.AllocatedBytes),
            GcCount = Median(costs => costs.GcCount),
            GcPauseNanoseconds = Median(costs => costs.GcPauseNanoseconds),
            CompilationNanoseconds = Median(costs => costs.CompilationNanoseconds),
            LockContentions = Median(costs => costs.LockContentions),
            ThreadPoolItems = Median(costs => costs.ThreadPoolItems),
        };

        long? Median(Func<Costs, long?> cost)
        {
            var values = new List<long>(measurements.Count);
            foreach (var measurement in measurements)
            {
                if (cost(measurement.Costs) is not { } value)
                {
                    return null;
                }

                values.Add(value);
            }

            return Medians.Of(values);
        }
    }
}
