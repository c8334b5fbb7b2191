using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>
/// Comparisons as plain benchmark runs make them: all launches of one name, then all of the other, nothing paired. Their interval is the usual
/// one of two samples, whose degrees of freedom are more than those of as many pairs.
/// </summary>
internal static class PlainRuns
{
    private const double Coverage = 0.95;

    /// <summary>Finds what they are worth.</summary>
    /// <param name="copies">The launches of each name, in order: the logarithm of a launch's median block.</param>
    /// <param name="rounds">How many launches of each name a comparison has.</param>
    /// <param name="paired">The half-width of as many paired launches, in the logarithm.</param>
    /// <returns>Null where there are too few launches, or pairs do not differ at all.</returns>
    public static CalibratedPlainRuns? Of(IReadOnlyList<IReadOnlyList<double>> copies, int rounds, double paired)
    {
        var measured = copies.Where(launches => launches.Count >= Estimate.FewestRounds).ToList();
        if (measured.Count < 2 || paired <= 0)
        {
            return null;
        }

        var halfWidth = HalfWidth(measured.Average(launches => new Estimate(launches).Variance), rounds);
        return new CalibratedPlainRuns(Math.Exp(halfWidth) - 1, halfWidth / paired, ExactShare.Of(Trials(measured, rounds)));
    }

    /// <summary>Of pairs that share no copy, each in both orders, as the first half of one and the second of the other are launches that no other trial has.</summary>
    private static IEnumerable<bool> Trials(List<IReadOnlyList<double>> copies, int rounds) =>
        from pair in copies.Chunk(2)
        where pair.Length == 2
        from sides in new[] { (One: pair[0], Other: pair[1]), (One: pair[1], Other: pair[0]) }
        let one = sides.One
        let other = sides.Other
        from start in Enumerable.Range(0, Math.Min(one.Count, other.Count) / (2 * rounds))
        let first = new Estimate([.. one.Skip(2 * start * rounds).Take(rounds)])
        let second = new Estimate([.. other.Skip(((2 * start) + 1) * rounds).Take(rounds)])
        select Math.Abs(first.Mean - second.Mean) <= HalfWidth((first.Variance + second.Variance) / 2, rounds);

    private static double HalfWidth(double variance, int rounds) => StudentQuantile.Of(Coverage, 2 * (rounds - 1)) * Math.Sqrt(2 * variance / rounds);
}
