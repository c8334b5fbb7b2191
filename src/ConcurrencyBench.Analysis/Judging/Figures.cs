using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Figures from samples, with the warnings that belong to them.</summary>
internal static class Figures
{
    /// <summary>The figure of an estimate; with too few rounds it has no interval and says so.</summary>
    public static Figure Of(Estimate estimate, IEnumerable<string> warnings) =>
        new(estimate.Value, estimate.Interval, [.. FigureWarnings.About(estimate), .. warnings]) { Rounds = estimate.Rounds, IsSerial = estimate.IsSerial };

    /// <summary>
    /// The geometric mean, over rounds, of the round's median: the median keeps a block's accident out, the mean lets every
    /// launch count alike.
    /// </summary>
    /// <param name="samples">A cell's samples.</param>
    /// <param name="metric">The metric; a measurement where it is absent, not positive or not finite is skipped.</param>
    /// <param name="warnings">Warnings about the samples.</param>
    /// <returns>Its value, the interval from the variance between rounds; null where no measurement has it.</returns>
    public static Figure? Typical(CellSamples samples, Metric metric, IEnumerable<string> warnings)
    {
        var logs = samples.Logs(metric);
        return logs.Rounds.Count == 0 ? null
            : Of(TypicalLaunch.Of(logs), warnings) with { Modes = TwoModes.Find(logs) };
    }

    /// <summary>Throughput over that of the baseline, formed within blocks.</summary>
    /// <returns>The speed-up; null when the two never met in a clean block.</returns>
    public static Figure? SpeedUp(CellSamples samples, Cell baseline, IEnumerable<string> warnings, NoiseFloors floors)
    {
        var ratios = samples.LogRatios(baseline, Metric.Throughput);
        return ratios.Rounds.Count == 0
            ? null
            : Of(TypicalLaunch.Of(ratios), warnings) with { NoiseFloor = floors.Between(samples.Cell, baseline, Metric.Throughput) };
    }
}
