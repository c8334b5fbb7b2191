using ConcurrencyBench.Analysis.Metrics;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>Warnings about the figures of a cell, going by its samples alone: each is one sentence that travels with them.</summary>
internal static class SampleWarnings
{
    /// <summary>A level of time that changed by less within a launch is settled.</summary>
    private const double SettledWithin = 1.1;

    /// <summary>Warnings about all figures of a cell.</summary>
    /// <returns>Sentences, usually none.</returns>
    public static IReadOnlyList<string> About(CellSamples samples) =>
        [.. LeftOut(samples), .. Failed(samples), .. Unsettled(samples)];

    /// <summary>Says when a cell's times had not settled before they were measured.</summary>
    /// <returns>Sentences, usually none; each names the model, as they also belong to the speed-ups over it.</returns>
    public static IEnumerable<string> Unsettled(CellSamples samples)
    {
        var measured = SteadyStateCheck.MeasuredOverWarmUp(samples)?.Interval;
        if (measured is { Upper: < 1 / SettledWithin })
        {
            yield return $"{samples.Cell.Model} was still warming up: its last warm-up operations took "
                + $"{SentenceNumbers.Number(1 / measured.Upper)} to {SentenceNumbers.Number(1 / measured.Lower)} times as long as those that were measured.";
        }

        if (measured is { Lower: > SettledWithin })
        {
            yield return $"{samples.Cell.Model} slowed down: the operations that were measured took "
                + $"{SentenceNumbers.Number(measured.Lower)} to {SentenceNumbers.Number(measured.Upper)} times as long as its last warm-ups, so something disturbed them.";
        }

        if (SteadyStateCheck.LaterOverEarlier(samples)?.Interval is { } trend
            && (trend.Lower > SettledWithin || trend.Upper < 1 / SettledWithin))
        {
            yield return $"{samples.Cell.Model} did not settle: the later operations of a round took "
                + $"{SentenceNumbers.Number(trend.Lower)} to {SentenceNumbers.Number(trend.Upper)} times as long as the earlier ones.";
        }
    }

    private static IEnumerable<string> LeftOut(CellSamples samples)
    {
        if (samples.LeftOut.Total > 0)
        {
            var operations = samples.LeftOut.Total + samples.Included.Count;
            yield return $"Of {SentenceNumbers.Count(operations, "operation")}, {samples.LeftOut.Total} did not count {samples.LeftOut.Because}.";
        }

        if (samples.IsDisturbed)
        {
            yield return samples.IsThrottled
                ? "A CPU quota throttled so many operations that disturbed ones had to count, so no verdict rests on this."
                : "Too few operations were undisturbed, so disturbed ones had to count, and no verdict rests on this.";
        }

        if (samples.Launches.Max(launch => launch.SlowFixtureNanoseconds) is { } slow)
        {
            yield return $"The server took {SentenceNumbers.Milliseconds(slow)} ms to answer a single request before a launch, so the machine was busy and times may be too long.";
        }
    }

    private static IEnumerable<string> Failed(CellSamples samples)
    {
        if (samples.Failures.Count > 0)
        {
            yield return $"It failed {SentenceNumbers.Count(samples.Failures.Count, "time")}; this is about the operations that succeeded.";
        }

        if (samples.Launches.Count == 0)
        {
            yield return samples.InterruptedLaunches == 0
                ? "The journal has no launch of it, so its start-up time is unknown."
                : "The run itself was stopped during every launch of it, so its start-up time is unknown.";
        }
    }
}
