using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Analysis.Summaries;

/// <summary>
/// Whether a cell's times had settled when they were measured. Each test gives one ratio a round and takes its interval over
/// the rounds: a machine that drifts goes up in one round and down in another, a model that is not warm does the same in all.
/// </summary>
internal static class Settling
{
    private const int LastWarmUps = 3;

    /// <summary>The median of a launch's last warm-up operations over that of the operations measured in its round.</summary>
    /// <param name="samples">A cell's samples.</param>
    /// <returns>The ratio; of no rounds when there is nothing to compare.</returns>
    public static Estimate WarmUpOverMeasured(CellSamples samples)
    {
        var launches = new Dictionary<int, Launch>();
        foreach (var launch in samples.Launches)
        {
            launches[launch.Round] = launch;
        }

        return OverRounds(samples, round => launches.GetValueOrDefault(round[0].Round)?.WarmUpNanoseconds is { Count: > 0 } warmUp
            ? Medians.Of(warmUp.TakeLast(LastWarmUps)) / Medians.Of(round.Select(measurement => measurement.Nanoseconds))
            : null);
    }

    /// <summary>The median time of an item in the later half of a round's operations over that in the earlier half.</summary>
    /// <param name="samples">A cell's samples.</param>
    /// <returns>The ratio; of no rounds when there is nothing to compare.</returns>
    public static Estimate LaterOverEarlier(CellSamples samples) => OverRounds(samples, round =>
    {
        var times = round.Select(Quantities.NanosecondsPerItem).ToList();
        var half = times.Count / 2;
        return half > 0 ? Medians.Of(times.TakeLast(half)) / Medians.Of(times.Take(half)) : null;
    });

    private static Estimate OverRounds(CellSamples samples, Func<IReadOnlyList<Measurement>, double?> ratio)
    {
        var sample = new NestedSample();
        foreach (var round in samples.Clean.GroupBy(measurement => measurement.Round))
        {
            if (ratio([.. round]) is > 0 and < double.PositiveInfinity and var value)
            {
                sample.Add(round.Key, Math.Log(value));
            }
        }

        return sample.Rounds.Count == 0 ? default : HierarchicalBootstrap.Mean(sample);
    }
}
