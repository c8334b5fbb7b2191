using System.Globalization;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Summaries;

/// <summary>Why a figure should be doubted, each reason one sentence that travels with it.</summary>
internal static class FigureWarnings
{
    /// <summary>A level of time that changed by less within a launch is settled.</summary>
    private const double SettledWithin = 1.1;

    /// <summary>What to doubt about all figures of a cell.</summary>
    /// <param name="samples">The cell's samples.</param>
    /// <returns>Sentences, usually none.</returns>
    public static IReadOnlyList<string> About(CellSamples samples) =>
        [.. LeftOut(samples), .. Failed(samples), .. Unsettled(samples)];

    /// <summary>Says when a cell's times had not settled before they were measured.</summary>
    /// <param name="samples">The cell's samples.</param>
    /// <returns>Sentences, usually none; each names the model, as they also belong to the speed-ups over it.</returns>
    public static IEnumerable<string> Unsettled(CellSamples samples)
    {
        var measured = SteadyStateCheck.MeasuredOverWarmUp(samples).Interval;
        if (measured is { Upper: < 1 / SettledWithin })
        {
            yield return $"{samples.Cell.Model} was still warming up: its last warm-up operations took "
                + $"{Number(1 / measured.Upper)} to {Number(1 / measured.Lower)} times as long as those that were measured.";
        }

        if (measured is { Lower: > SettledWithin })
        {
            yield return $"{samples.Cell.Model} slowed down: the operations that were measured took "
                + $"{Number(measured.Lower)} to {Number(measured.Upper)} times as long as its last warm-ups, so something disturbed them.";
        }

        if (SteadyStateCheck.LaterOverEarlier(samples).Interval is { } trend
            && (trend.Lower > SettledWithin || trend.Upper < 1 / SettledWithin))
        {
            yield return $"{samples.Cell.Model} did not settle: the later operations of a round took "
                + $"{Number(trend.Lower)} to {Number(trend.Upper)} times as long as the earlier ones.";
        }
    }

    /// <summary>Says when there are too few rounds for an interval.</summary>
    /// <param name="rounds">How many there are.</param>
    /// <returns>A sentence or none.</returns>
    public static IEnumerable<string> TooFewRounds(int rounds) => rounds < Estimate.FewestRounds
        ? [$"There is no interval: it needs {Estimate.FewestRounds} rounds, and {Count(rounds, "round")} gave a figure."]
        : [];

    /// <summary>Says when the ratio of two models is no difference between them.</summary>
    /// <param name="ratio">The one model's throughput over the other's, with its noise floor.</param>
    /// <param name="other">The other model.</param>
    /// <returns>The figure, with a sentence more where one is due.</returns>
    public static Figure WithDistinction(Figure ratio, string other)
    {
        var difference = new LimitTest(ratio, 1);
        return difference switch
        {
            { IsWithinFloor: true, Figure.NoiseFloor: { } floor } => With(ratio, $"Not distinguishable from {other}: {floor.Description}."),
            { IsNone: true } => With(ratio, $"Not distinguishable from {other}: the interval reaches over 1."),
            _ => ratio,
        };
    }

    /// <summary>Says that a figure is too near to a claim's limit for the noise floor.</summary>
    /// <param name="difference">The figure against the limit.</param>
    /// <param name="limit">The limit as it is printed.</param>
    /// <returns>The figure with a sentence more.</returns>
    public static Figure HiddenByFloor(LimitTest difference, string limit) => With(
        difference.Figure,
        $"Too near to {limit} for a verdict: {difference.Figure.NoiseFloor!.Description}.");

    /// <summary>Says that a speed-up over all cores may be one over hyper-threads.</summary>
    /// <param name="figure">The speed-up.</param>
    /// <returns>The figure with a sentence more.</returns>
    public static Figure SharedCores(Figure figure) => With(
        figure, "Two logical processors may share a core here, so a speed-up of all of them is not to be expected.");

    /// <summary>A ratio as it is printed in a sentence.</summary>
    /// <param name="ratio">The ratio.</param>
    /// <returns>The text.</returns>
    public static string Number(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A noise floor as it is printed in a sentence: a reader can hold the figure against it.</summary>
    /// <param name="ratio">The ratio, from 1.</param>
    /// <returns>The text.</returns>
    public static string Factor(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">What, in the singular.</param>
    /// <returns>The text.</returns>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>A number of cores in a sentence.</summary>
    /// <param name="cores">How many, a part of one among them.</param>
    /// <returns>As "1.5 cores".</returns>
    public static string Cores(double cores) => cores == 1 ? "1 core" : $"{cores.ToString("0.##", CultureInfo.InvariantCulture)} cores";

    /// <summary>A time in a sentence.</summary>
    /// <param name="nanoseconds">The time.</param>
    /// <returns>Milliseconds.</returns>
    public static string Milliseconds(double nanoseconds) => (nanoseconds / 1e6).ToString("0", CultureInfo.InvariantCulture);

    private static Figure With(Figure figure, string warning) => figure with { Warnings = [.. figure.Warnings, warning] };

    private static IEnumerable<string> LeftOut(CellSamples samples)
    {
        if (samples.LeftOut.Total > 0)
        {
            var blocks = samples.LeftOut.Total + samples.Included.Count;
            yield return $"Of {Count(blocks, "block")}, {samples.LeftOut.Total} did not count {samples.LeftOut.Because}.";
        }

        if (samples.IsDisturbed)
        {
            yield return samples.IsThrottled
                ? "A CPU quota throttled so many blocks that disturbed ones had to count, so no verdict rests on this."
                : "Others used the machine in so many blocks that disturbed ones had to count, so no verdict rests on this.";
        }

        if (samples.Launches.Max(launch => launch.SlowFixtureNanoseconds) is { } slow)
        {
            yield return $"The server took {Milliseconds(slow)} ms to answer a single request before a launch, so the machine was busy and times may be too long.";
        }
    }

    private static IEnumerable<string> Failed(CellSamples samples)
    {
        if (samples.Failures.Count > 0)
        {
            yield return $"It failed {Count(samples.Failures.Count, "time")}; this is about the operations that succeeded.";
        }

        if (samples.Launches.Count == 0)
        {
            yield return samples.InterruptedLaunches == 0
                ? "The journal has no launch of it, so its start-up time is unknown."
                : "The run itself was stopped during every launch of it, so its start-up time is unknown.";
        }
    }
}
