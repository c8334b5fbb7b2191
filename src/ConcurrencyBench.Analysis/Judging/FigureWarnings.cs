using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
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

    /// <summary>Says when what a figure is made of has two modes: then neither a median nor the ratio of two describes them.</summary>
    public static IEnumerable<string> TwoModes(IEnumerable<ModesOfACell> sides, Metric metric) =>
        from side in sides
        let modes = side.Modes
        where modes.Count > 1
        select $"{side.Cell.Model} has two modes of {metric.Name}, {string.Join(" and ", modes.Select(mode => $"{Units.Text(ThreeDigits(mode.Value), metric.Unit)} ({Math.Round(100 * mode.Share)} %)"))}, which no single figure describes.";

    /// <summary>Says when a speed-up is not shown to differ from 1.</summary>
    public static Figure WithDistinction(Figure speedUp, Distinction? distinction, bool isHidden) =>
        isHidden ? With(speedUp, $"Not distinguishable from {Baseline.ModelId}: {Describe(speedUp.NoiseFloor!)}.")
        : distinction == Distinction.NotToldApart && !speedUp.IsSerial ? With(speedUp, $"Not distinguishable from {Baseline.ModelId}: the interval that holds for all models together reaches over 1.")
        : speedUp;

    /// <summary>Says that a figure is too near to a claim's limit for the noise floor, or that its modes lie on both sides of it.</summary>
    public static Figure WithoutVerdict(LimitTest difference, string limit) =>
        difference.IsHiddenByFloor ? With(difference.Figure, $"Too near to {limit} for a verdict: {Describe(difference.Figure.NoiseFloor!)}.")
        : difference.IsBetweenModes ? With(difference.Figure, $"Its modes are not all on one side of {limit}, so there is no verdict.")
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
