using MathNet.Numerics;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Whether neighbouring values lie on the same side of their median more often than chance allows: rounds on a machine that drifts are not
/// independent, and t and e-values then promise too much. By the number of runs of one side (Wald and Wolfowitz 1940), exactly; signs alone, so that an outlier
/// neither makes nor hides it. Fewer than eight values cannot show it, and a weak correlation is seldom found: the tests print how often.
/// <para>
/// Rejected: a limit of a half for the correlation of signs, which a correlation of 0.6 passes the more seldom the more rounds there are.
/// </para>
/// </summary>
internal static class SerialCorrelation
{
    /// <summary>How often independent values look so.</summary>
    private const double ByChance = 0.05;

    /// <summary>Looks for it.</summary>
    /// <param name="values">In order.</param>
    /// <returns>True when independent values have so few runs in at most one of twenty samples.</returns>
    public static bool IsFound(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            return false;
        }

        var median = Medians.Of(values);
        var sides = values.Where(value => value != median).Select(value => value > median).ToList();
        var (above, below) = (sides.Count(side => side), sides.Count(side => !side));
        return above > 0 && below > 0 && ChanceOfSoFew(Runs(sides), above, below) <= ByChance;
    }

    private static int Runs(List<bool> sides) => 1 + sides.Zip(sides.Skip(1), (one, next) => one == next ? 0 : 1).Sum();

    private static double ChanceOfSoFew(int runs, int above, int below) =>
        Enumerable.Range(2, Math.Max(0, runs - 1)).Sum(count => Ways(count, above, below)) / SpecialFunctions.Binomial(above + below, above);

    /// <summary>In how many orders there are so many runs.</summary>
    private static double Ways(int runs, int above, int below)
    {
        var half = runs / 2;
        return runs % 2 == 0
            ? 2 * Choose(above - 1, half - 1) * Choose(below - 1, half - 1)
            : (Choose(above - 1, half) * Choose(below - 1, half - 1)) + (Choose(above - 1, half - 1) * Choose(below - 1, half));
    }

    private static double Choose(int of, int which) => which > of ? 0 : SpecialFunctions.Binomial(of, which);
}
