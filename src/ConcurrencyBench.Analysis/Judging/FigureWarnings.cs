using System.Globalization;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Warnings about a figure, each one sentence that travels with it.</summary>
internal static class FigureWarnings
{
    /// <summary>Says when there are too few rounds for an interval, and when they are fewer than they look.</summary>
    /// <returns>A sentence or none.</returns>
    public static IEnumerable<string> About(Estimate estimate) =>
        estimate.Rounds < Estimate.FewestRounds ? [$"There is no interval: it needs {Estimate.FewestRounds} rounds, and {SentenceNumbers.Count(estimate.Rounds, "round")} gave a figure."]
        : estimate.IsSerial ? ["Neighbouring rounds resemble each other, as when the machine drifts, so the interval may be too narrow and no verdict rests on it."]
        : [];

    /// <summary>Says when what a ratio is made of has two modes: then the ratio of two medians describes neither.</summary>
    public static IEnumerable<string> TwoModes(IEnumerable<CellSamples> sides, Metric metric) =>
        from side in sides
        let modes = Statistics.TwoModes.Find(side.Logs(metric))
        where modes is not null
        select $"{side.Cell.Model} has two modes of {metric.Name}, {string.Join(" and ", modes.Select(mode => $"{Units.Text(ThreeDigits(mode.Value), metric.Unit)} ({Math.Round(100 * mode.Share)} %)"))}, which no ratio describes.";

    /// <summary>Says when the ratio of two models is no difference between them.</summary>
    public static Figure WithDistinction(Figure ratio, string other)
    {
        return !Figures.IsNoDifference(ratio) ? ratio
            : ratio.Interval is { Lower: <= 1, Upper: >= 1 } ? With(ratio, $"Not distinguishable from {other}: the interval reaches over 1.")
            : With(ratio, $"Not distinguishable from {other}: {Describe(ratio.NoiseFloor!)}.");
    }

    /// <summary>Says that a figure is too near to a claim's limit for the noise floor.</summary>
    public static Figure WithoutVerdict(LimitTest difference, string limit) => difference.IsHiddenByFloor
        ? With(difference.Figure, $"Too near to {limit} for a verdict: {Describe(difference.Figure.NoiseFloor!)}.")
        : difference.Figure;

    /// <summary>Says that a speed-up over all cores may be one over hyper-threads.</summary>
    public static Figure SharedCores(Figure figure) => With(
        figure, "Two logical processors may share a core here, so a speed-up of all of them is not to be expected.");

    /// <summary>What a noise floor says, one clause. Three decimals: a reader holds the figure against it.</summary>
    public static string Describe(NoiseFloor floor) => floor.IsCalibrated
        ? $"identical code stays within {SentenceNumbers.Factor(floor.Ratio)} times itself in 99 % of such comparisons on this machine"
        : $"identical code differed from itself by {SentenceNumbers.Factor(floor.Ratio)} times in this run";

    private static double ThreeDigits(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Figure With(Figure figure, string warning) => figure with { Warnings = [.. figure.Warnings, warning] };
}
