using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Whether values gather around two places instead of one, as the round trips of threads that either meet while they still poll or have to be woken. No
/// mean or median describes such a distribution. The values are split where the squared distances to the two means are least (Fisher 1958); there are two
/// modes when the means are far apart for the spread around them (Ashman, Bird and Zepf 1994).
/// </summary>
internal static class TwoModes
{
    private const int FewestValues = 16;

    /// <summary>A mode with less than this is a tail.</summary>
    private const double SmallestShare = 0.15;

    /// <summary>Places that are nearer than this are one, for all that a reader needs: a factor.</summary>
    private const double SmallestRatio = 1.3;

    /// <summary>Halves of a normal distribution are 2.7 apart, those of a flat one 3.5.</summary>
    private const double FarthestOfOne = 6;

    /// <summary>Looks for two modes.</summary>
    /// <param name="logarithms">The logarithms of positive values, in any order.</param>
    /// <returns>Both, the lower first; null where there is one, or too few values to know.</returns>
    public static IReadOnlyList<Mode>? Find(IReadOnlyList<double> logarithms)
    {
        if (logarithms.Count < FewestValues)
        {
            return null;
        }

        double[] sorted = [.. logarithms.Order()];
        var place = BestSplit(sorted);
        var (low, high) = (sorted[..place], sorted[place..]);
        return AreApart(low, high) ? [ModeOf(low, sorted.Length), ModeOf(high, sorted.Length)] : null;
    }

    /// <summary>Looks for two modes in all values of a sample, whatever their round.</summary>
    public static IReadOnlyList<Mode>? Find(NestedSample sample) => Find([.. sample.Rounds.SelectMany(round => round)]);

    /// <summary>Whether all values but tails are so near to each other that two places among them would be one.</summary>
    public static bool AreOnePlace(NestedSample sample)
    {
        double[] sorted = [.. sample.Rounds.SelectMany(round => round).Order()];
        var tail = (int)(SmallestShare * sorted.Length);
        return sorted.Length == 0 || sorted[^(tail + 1)] - sorted[tail] < Math.Log(SmallestRatio);
    }

    private static bool AreApart(double[] low, double[] high)
    {
        var smallest = SmallestShare * (low.Length + high.Length);
        var distance = high.Average() - low.Average();
        return low.Length >= smallest && high.Length >= smallest && distance >= Math.Log(SmallestRatio)
            && distance * Math.Sqrt(2) > FarthestOfOne * Math.Sqrt(Variance(low) + Variance(high));
    }

    /// <summary>The split of sorted values into two parts with the least squared distances to their means.</summary>
    private static int BestSplit(double[] sorted)
    {
        var (total, before) = (sorted.Sum(), 0.0);
        var (best, place) = (double.NegativeInfinity, 1);
        for (var count = 1; count < sorted.Length; count++)
        {
            before += sorted[count - 1];

            // The squares that the two means explain.
            var between = (before * before / count) + ((total - before) * (total - before) / (sorted.Length - count));
            (best, place) = between > best ? (between, count) : (best, place);
        }

        return place;
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private static Mode ModeOf(double[] values, int of) => new((double)values.Length / of, Math.Exp(Medians.Of(values)));
}
