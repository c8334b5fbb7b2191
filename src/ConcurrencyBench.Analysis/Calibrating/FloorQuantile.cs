using ConcurrencyBench.Analysis.Statistics;
using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>
/// How far from equal identical code looks in 99 of 100 comparisons, from rounds that were measured: the quantile of comparisons whose rounds are drawn anew from
/// those. The few rounds may happen to vary little, so the quantile is widened as Student's t is beside the normal distribution, by as many
/// degrees of freedom as there are launches to compare. Where launches have a long tail, later comparisons exceed it in 3 to 5 of 100.
/// Rejected: the quantile as it is, which later comparisons exceed in 2 to 4 of 100 whatever the launches.
/// </summary>
internal static class FloorQuantile
{
    private const double Share = 0.99;
    private const int Draws = 4000;

    /// <summary>Finds it.</summary>
    /// <param name="pairs">The launch medians of all pairs of some copies, a log ratio a round; at least one.</param>
    /// <param name="rounds">How many rounds a comparison has.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <returns>A ratio from 1.</returns>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> pairs, int rounds, int seed)
    {
        var distances = new RoundDraws(pairs, seed).OfIdentical(rounds).Take(Draws).Select(medians => Math.Abs(medians.Average())).Order().ToList();
        return Math.Exp(distances[(int)Math.Ceiling(Share * distances.Count) - 1] * Widening(pairs));
    }

    /// <summary>Copies of a round differ in one degree of freedom less than there are; their mean is known, as which one is above the line makes no difference.</summary>
    private static double Widening(IReadOnlyList<IReadOnlyList<double>> pairs)
    {
        var copies = (1 + Math.Sqrt(1 + (8 * pairs.Count))) / 2;
        var freedom = Math.Max(1, (int)(pairs.Average(pair => pair.Count) * (copies - 1)));
        return StudentQuantile.Of(Share, freedom) / Normal.InvCDF(0, 1, 0.5 + (Share / 2));
    }
}
