using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>The hierarchical bootstrap by actual drawing, to hold the closed form against.</summary>
internal static class Resampling
{
    public static double Mean(NestedSample sample, Noise noise)
    {
        var rounds = sample.Rounds;
        var total = 0.0;
        for (var drawn = 0; drawn < rounds.Count; drawn++)
        {
            var blocks = rounds[noise.Index(rounds.Count)];
            var sum = 0.0;
            for (var block = 0; block < blocks.Count; block++)
            {
                sum += blocks[noise.Index(blocks.Count)];
            }

            total += sum / blocks.Count;
        }

        return total / rounds.Count;
    }

    /// <summary>The interval that was rejected: the middle 95 % of resampled means, rounds drawn only.</summary>
    public static Interval Percentiles(NestedSample sample, Noise noise, int draws)
    {
        var means = sample.Rounds.Select(round => round.Average()).ToArray();
        var resampled = new double[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            for (var round = 0; round < means.Length; round++)
            {
                resampled[draw] += means[noise.Index(means.Length)] / means.Length;
            }
        }

        Array.Sort(resampled);
        return new Interval(resampled[(int)(0.025 * draws)], resampled[(int)(0.975 * draws)]);
    }
}
