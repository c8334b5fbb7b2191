using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>
/// Whether a cell's times had settled when they were measured. Each test gives one ratio a round and takes its interval over
/// the rounds. A machine that drifts goes up in one round and down in another, a model that is not warm does the same in all.
/// </summary>
internal static class SteadyStateCheck
{
    /// <summary>Those before may be cold. Their mean, since the median of three of which one is cold is the slower of the others.</summary>
    private const int LastWarmUps = 2;

    /// <summary>The median of the operations measured in a round over the mean of the last warm-up operations of its launch.</summary>
    /// <returns>The ratio; null when there is nothing to compare, also where launches were warmed up beside each other.</returns>
    public static Estimate? MeasuredOverWarmUp(CellSamples samples) => OverRounds(EachMeasuredOverWarmUp(samples));

    /// <summary>As <see cref="MeasuredOverWarmUp"/>, over several cells and for any number of rounds.</summary>
    /// <returns>The median over cells of each cell's median over rounds; null when there is nothing to compare.</returns>
    public static double? MedianOfMeasuredOverWarmUp(IEnumerable<CellSamples> cells)
    {
        var medians = (from samples in cells
                       let ratios = EachMeasuredOverWarmUp(samples).Select(round => round.Ratio).ToList()
                       where ratios.Count > 0
                       select Medians.Of(ratios)).ToList();
        return medians.Count == 0 ? null : Medians.Of(medians);
    }

    /// <summary>The median time of an item in the later half of a round's operations over that in the earlier half.</summary>
    /// <returns>The ratio; null when there is nothing to compare.</returns>
    public static Estimate? LaterOverEarlier(CellSamples samples) => OverRounds(EachRound(samples, round =>
    {
        var times = round.Select(measurement => Metric.Time.Read(measurement)!.Value).ToList();
        var half = times.Count / 2;
        return half > 0 ? Medians.Of(times.TakeLast(half)) / Medians.Of(times.Take(half)) : null;
    }));

    private static IEnumerable<(int Round, double Ratio)> EachMeasuredOverWarmUp(CellSamples samples)
    {
        var launches = new Dictionary<int, Launch>();
        foreach (var launch in samples.Launches)
        {
            launches[launch.Round] = launch;
        }

        return EachRound(samples, round => launches.GetValueOrDefault(round[0].Round) is { IsWarmedUpBesideOthers: false, WarmUpNanoseconds: { Count: > 0 } warmUp }
            ? Medians.Of(round.Select(measurement => measurement.Nanoseconds)) / Medians.Of(warmUp.TakeLast(LastWarmUps))
            : null);
    }

    private static IEnumerable<(int Round, double Ratio)> EachRound(CellSamples samples, Func<IReadOnlyList<BlockMeasurement>, double?> ratio)
    {
        foreach (var round in samples.Included.GroupBy(measurement => measurement.Round))
        {
            if (ratio([.. round]) is > 0 and < double.PositiveInfinity and var value)
            {
                yield return (round.Key, value);
            }
        }
    }

    private static Estimate? OverRounds(IEnumerable<(int Round, double Ratio)> ratios)
    {
        var sample = new NestedSample();
        foreach (var (round, ratio) in ratios)
        {
            sample.Add(round, Math.Log(ratio));
        }

        return sample.Rounds.Count == 0 ? null : TypicalLaunch.Of(sample);
    }
}
