namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Differences of all pairs of models, whose 95 % intervals hold together: in one run of twenty any of them is wrong, however the pair was chosen after
/// looking. Tukey's studentised range over launch medians, with the spread of <see cref="PooledSpreads"/>; of two models with different spreads, on the
/// degrees of freedom of Welch and Satterthwaite (Games and Howell 1976). No interval is narrower than the pair's own of 99 %,
/// since a model that varies two or three times as much as its class is seldom found out by few launches.
/// <para>
/// Rejected: each pair's own 95 % interval (of 20 equal models 6 to 20 % of runs called one slower); Holm's correction on "the fastest against each
/// other" (10 to 18 %, since the fastest is chosen after looking); multiple comparisons with the best (Hsu 1984), which do not protect ties.
/// </para>
/// </summary>
internal sealed class SimultaneousDifferences
{
    private const double Coverage = 0.95;
    private const double CoverageOfAPair = 0.99;

    private readonly IReadOnlyList<IReadOnlyList<double?>> _values;
    private readonly IReadOnlyList<Spread> _spreads;
    private readonly int _compared;
    private readonly int? _baseline;

    /// <summary>Compares models.</summary>
    /// <param name="values">A row for each model, with its logarithm in each launch; null where it has none. Null cases come last: they only help to know the spread.</param>
    /// <param name="classes">The noise class of each row.</param>
    /// <param name="compared">How many of the rows are compared.</param>
    /// <param name="baseline">The row by which models that share few launches or none are compared; null where there is none.</param>
    public SimultaneousDifferences(IReadOnlyList<IReadOnlyList<double?>> values, IReadOnlyList<bool> classes, int compared, int? baseline = null)
    {
        (_values, _compared, _baseline) = (values, compared, baseline);
        Levels = new TwoWayLayout(values).Rows;
        _spreads = PooledSpreads.Of(values, classes);
    }

    /// <summary>The level of each row: comparable with each other, whichever launches they have.</summary>
    public IReadOnlyList<double> Levels { get; }

    /// <summary>
    /// The difference of two rows: launch by launch, or by what sets each apart from the baseline where that has the smaller variance, were all models alike. How
    /// many rounds there are decides, never what came out.
    /// </summary>
    /// <returns>The difference; its interval is null with too few launches. Null where neither they nor the baseline meet.</returns>
    public Difference? Between(int one, int other)
    {
        var direct = Differences(one, other);
        if (_baseline is { } baseline && one != baseline && other != baseline)
        {
            var (mine, theirs) = (Differences(one, baseline), Differences(other, baseline));
            if (SaysMore(mine.Count, theirs.Count, direct.Count))
            {
                return Of(ByBaseline(LegOf(one, baseline, mine), LegOf(other, baseline, theirs)), direct.Count, isByBaseline: true);
            }
        }

        return direct.Count == 0 ? null : Of(LegOf(one, other, direct), direct.Count, isByBaseline: false);
    }

    private static bool SaysMore(int mine, int theirs, int direct) =>
        Math.Min(mine, theirs) >= (direct == 0 ? 1 : Estimate.FewestRounds) && (direct < Estimate.FewestRounds || (1.0 / mine) + (1.0 / theirs) < 1.0 / direct);

    private List<double> Differences(int one, int other) => [.. _values[one].Zip(_values[other], (mine, theirs) => mine - theirs).OfType<double>()];

    private Difference Of(Leg leg, int common, bool isByBaseline) => new(leg.Estimate, HalfWidth(leg), common, isByBaseline);

    /// <summary>Both legs' variances are made of the same spreads, so that they have no more degrees of freedom than either.</summary>
    private static Leg ByBaseline(Leg mine, Leg theirs)
    {
        var difference = Estimate.Difference(mine.Estimate, theirs.Estimate);
        return new(difference, difference.Rounds * (mine.VarianceOfMean + theirs.VarianceOfMean), Math.Min(mine.Freedom, theirs.Freedom));
    }

    private double? HalfWidth(Leg leg)
    {
        if (leg.Estimate.Rounds < Estimate.FewestRounds)
        {
            return null;
        }

        var simultaneous = StudentizedRange.Quantile(Coverage, Math.Max(2, _compared), Math.Max(1, leg.Freedom)) * Math.Sqrt(leg.VarianceOfMean / 2);
        return Math.Max(simultaneous, StudentQuantile.Of(CoverageOfAPair, leg.Estimate.Rounds - 1) * leg.Estimate.StandardError);
    }

    /// <summary>What sets a row apart from another in the launches that they share, of which there is one or more.</summary>
    private Leg LegOf(int row, int from, List<double> differences)
    {
        var (estimate, one, other) = (new Estimate(differences), _spreads[row], _spreads[from]);
        var (variance, freedom) = one == other ? (2 * one.Variance, one.Freedom)
            : one.Group.Count == 1 && other.Group.Count == 1 ? (estimate.Variance, estimate.Rounds - 1)
            : OfTwoClasses(one, other, estimate.Rounds);
        return new(estimate, variance, freedom);
    }

    /// <summary>
    /// Models of two classes differ by more than their own spreads: in one launch all models on one core may be slower than usual, and those on several
    /// not. That is seen in how the difference of the classes' means varies beyond what the spreads explain. Degrees of freedom by Satterthwaite.
    /// </summary>
    private (double Variance, int Freedom) OfTwoClasses(Spread one, Spread other, int rounds)
    {
        var launches = Enumerable.Range(0, _values[0].Count).Select(launch => MeanOf(one, launch) - MeanOf(other, launch)).OfType<double>().ToList();
        var explained = (one.Variance / one.Group.Count) + (other.Variance / other.Group.Count);
        var shared = launches.Count < 2 ? 0 : Math.Max(0, new Estimate(launches).Variance - explained);
        var parts = new[] { (one.Variance, one.Freedom), (other.Variance, other.Freedom), (Variance: shared, Freedom: Math.Max(1, rounds - 1)) };
        var sum = parts.Sum(part => part.Variance);
        return (sum, sum == 0 ? parts.Min(part => part.Freedom) : (int)(sum * sum / parts.Sum(part => part.Variance * part.Variance / Math.Max(1, part.Freedom))));
    }

    private double? MeanOf(Spread spread, int launch)
    {
        var levels = spread.Group.Where(row => _values[row][launch] is not null).Select(row => _values[row][launch]!.Value - Levels[row]).ToList();
        return levels.Count == 0 ? null : levels.Average();
    }

    /// <summary>A difference, and how it varies from launch to launch by the spreads of the models' classes.</summary>
    private sealed record Leg(Estimate Estimate, double Variance, int Freedom)
    {
        public double VarianceOfMean => Variance / Estimate.Rounds;
    }
}
