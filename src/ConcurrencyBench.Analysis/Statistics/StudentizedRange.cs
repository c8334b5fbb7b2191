using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// The studentised range: the largest less the smallest of some independent normal values, over an independent estimate of their deviation
/// (Tukey 1953). Math.NET has the distributions it is made of, and not itself. A test holds it against published tables.
/// </summary>
internal static class StudentizedRange
{
    private const int Points = 48;

    /// <summary>What is left out of each tail of the two integrals.</summary>
    private const double Tail = 1e-10;

    private const double Reach = 7;

    /// <summary>Above these it hardly changes, so that few quantiles are searched for; rounded down, to the wider interval.</summary>
    private static readonly int[] _freedoms = [30, 40, 60, 120, 1000];

    private static readonly ConcurrentDictionary<(double Probability, int Values, int Freedom), double> _known = new();

    /// <summary>The quantile.</summary>
    /// <param name="probability">Below 1.</param>
    /// <param name="values">How many values, from 2.</param>
    /// <param name="freedom">Degrees of freedom of the deviation, from 1; above 30 the next lower line of a printed table.</param>
    public static double Quantile(double probability, int values, int freedom) => _known.GetOrAdd(
        (probability, values, _freedoms.LastOrDefault(line => line <= freedom, freedom)),
        key => Brent.FindRoot(range => Probability(range, key.Values, key.Freedom) - key.Probability, 0.01, 200, 1e-8, 200));

    /// <summary>How often it stays below a value.</summary>
    public static double Probability(double range, int values, int freedom)
    {
        var (least, most) = (Math.Sqrt(ChiSquared.InvCDF(freedom, Tail) / freedom), Math.Sqrt(ChiSquared.InvCDF(freedom, 1 - Tail) / freedom));

        // The deviation's square times its degrees of freedom is chi-squared.
        return GaussLegendreRule.Integrate(
            deviation => 2 * freedom * deviation * ChiSquared.PDF(freedom, freedom * deviation * deviation) * OfKnownDeviation(range * deviation, values), least, most, Points);
    }

    private static double OfKnownDeviation(double range, int values) => GaussLegendreRule.Integrate(
        largest => values * Normal.PDF(0, 1, largest) * Math.Pow(Normal.CDF(0, 1, largest) - Normal.CDF(0, 1, largest - range), values - 1), -Reach, Reach, Points);
}
