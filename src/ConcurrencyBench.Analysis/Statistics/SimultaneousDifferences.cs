namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Differences of all pairs of models, whose 95 % intervals hold together: in one run of twenty any of them is wrong, however the pair was chosen after
/// looking. Tukey's studentised range over launch medians, with the spread of <see cref="PooledSpreads"/>; of two models with different spreads, on the
/// degrees of freedom of Welch and Satterthwaite (Games and Howell 1976). No interval is narrower than the pair's own, of 99 %
/// with fewer than five launches, since few launches may hide how much one of them varies.
/// <para>
/// Rejected: each pair's own 95 % interval (of 20 equal models 6 to 20 % of runs called one slower); Holm's correction on "the fastest against each
/// other" (10 to 18 %, since the fastest is chosen after looking); multiple comparisons with the best (Hsu 1984), which do not protect ties.
/// </para>
/// </summary>
internal sealed class SimultaneousDifferences
{
    private const double Coverage = 0.95;

    private readonly IReadOnlyList<IReadOnlyList<double?>> _values;
    private readonly IReadOnlyList<Spread> _spreads;
    private readonly int _compared;

    /// <summary>Compares models.</summary>
    /// <param name="values">A row for each model, with its logarithm in each launch; null where it has none. Null cases come last: they only help to know the spread.</param>
    /// <param name="classes">The noise class of each row.</param>
    /// <param name="compared">How many of the rows are compared.</param>
    public SimultaneousDifferences(IReadOnlyList<IReadOnlyList<double?>> values, IReadOnlyList<bool> classes, int compared)
    {
        (_values, _compared) = (values, compared);
        _spreads = PooledSpreads.Of(values, classes);
        Levels = new TwoWayLayout(values).Rows;
    }

    /// <summary>The level of each row: comparable with each other, whichever launches they have.</summary>
    public IReadOnlyList<double> Levels { get; }

    /// <summary>The difference of two rows, launch by launch.</summary>
    /// <returns>The estimate and half of its interval's width, which is null with too few launches; null where they share no launch.</returns>
    public (Estimate Estimate, double? HalfWidth)? Between(int one, int other)
    {
        var differences = _values[one].Zip(_values[other], (mine, theirs) => mine - theirs).OfType<double>().ToList();
        return differences.Count == 0 ? null : (new Estimate(differences), HalfWidth(new Estimate(differences), _spreads[one], _spreads[other]));
    }

    private double? HalfWidth(Estimate difference, Spread one, Spread other)
    {
        if (difference.Rounds < Estimate.FewestRounds)
        {
            return null;
        }

        var (variance, freedom) = one == other ? (2 * one.Variance, one.Freedom)
            : one.Group.Count == 1 && other.Group.Count == 1 ? (difference.Variance, difference.Rounds - 1)
            : (one.Variance + other.Variance, Welch(one, other));
        var simultaneous = StudentizedRange.Quantile(Coverage, Math.Max(2, _compared), Math.Max(1, freedom)) * Math.Sqrt(variance / 2 / difference.Rounds);
        return Math.Max(simultaneous, StudentQuantile.Of(Estimate.CoverageNeeded(difference.Rounds), difference.Rounds - 1) * difference.StandardError);
    }

    private static int Welch(Spread one, Spread other)
    {
        var sum = one.Variance + other.Variance;
        return sum == 0 ? Math.Min(one.Freedom, other.Freedom)
            : (int)(sum * sum / ((one.Variance * one.Variance / one.Freedom) + (other.Variance * other.Variance / other.Freedom)));
    }
}
