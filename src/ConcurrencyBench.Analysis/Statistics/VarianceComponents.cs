namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>How the variance of a nested sample divides: between the blocks of a launch, and between launches beside that.</summary>
/// <param name="Block">Between blocks of a launch.</param>
/// <param name="Launch">Between launches, without what blocks add to it; 0 where launches do not differ more than their blocks explain.</param>
internal readonly record struct VarianceComponents(double Block, double Launch)
{
    /// <summary>Estimates them by analysis of variance (Kalibera and Jones 2013).</summary>
    /// <returns>The components; null where there are fewer than two launches, or no launch has two blocks.</returns>
    public static VarianceComponents? Of(NestedSample sample)
    {
        var freedom = sample.Rounds.Sum(round => round.Count - 1);
        if (sample.Rounds.Count < 2 || freedom == 0)
        {
            return null;
        }

        var block = sample.Rounds.Sum(SquaredDistances) / freedom;
        var means = sample.Rounds.Select(round => round.Average()).ToList();
        var between = SquaredDistances(means) / (means.Count - 1);
        return new VarianceComponents(block, Math.Max(0, between - (block * sample.Rounds.Average(round => 1.0 / round.Count))));
    }

    private static double SquaredDistances(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
