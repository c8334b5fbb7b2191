using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Warnings about a figure, each one sentence that travels with it.</summary>
internal static class FigureWarnings
{
    /// <summary>Says when there are too few rounds for an interval.</summary>
    /// <returns>A sentence or none.</returns>
    public static IEnumerable<string> TooFewRounds(int rounds) => rounds < Estimate.FewestRounds
        ? [$"There is no interval: it needs {Estimate.FewestRounds} rounds, and {SentenceNumbers.Count(rounds, "round")} gave a figure."]
        : [];

    /// <summary>Says when the ratio of two models is no difference between them.</summary>
    public static Figure WithDistinction(Figure ratio, string other)
    {
        var difference = new LimitTest(ratio, 1);
        return difference switch
        {
            { IsWithinFloor: true, Figure.NoiseFloor: { } floor } => With(ratio, $"Not distinguishable from {other}: {Describe(floor)}."),
            { IsNone: true } => With(ratio, $"Not distinguishable from {other}: the interval reaches over 1."),
            _ => ratio,
        };
    }

    /// <summary>Says that a figure is too near to a claim's limit for the noise floor.</summary>
    public static Figure HiddenByFloor(LimitTest difference, string limit) => With(
        difference.Figure,
        $"Too near to {limit} for a verdict: {Describe(difference.Figure.NoiseFloor!)}.");

    /// <summary>Says that a speed-up over all cores may be one over hyper-threads.</summary>
    public static Figure SharedCores(Figure figure) => With(
        figure, "Two logical processors may share a core here, so a speed-up of all of them is not to be expected.");

    /// <summary>What a noise floor says, one clause. Three decimals: a reader holds the figure against it.</summary>
    public static string Describe(NoiseFloor floor) => floor.IsEstimate
        ? $"identical code differed from itself by {SentenceNumbers.Factor(floor.Ratio)} times in this run"
        : $"identical code may differ from itself by {SentenceNumbers.Factor(floor.Ratio)} times here";

    private static Figure With(Figure figure, string warning) => figure with { Warnings = [.. figure.Warnings, warning] };
}
