using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Whether neighbouring values resemble each other more than chance allows: rounds on a machine that drifts are not independent, and t and e-values then promise
/// too much. By von Neumann's ratio of the ranks (Bartels, "The rank version of von Neumann's ratio test for randomness", 1982): of ranks alone, so that an outlier
/// neither makes nor hides it. A weak correlation of few rounds is seldom found: the tests print how often.
/// <para>
/// Rejected: the number of runs on one side of the median (Wald and Wolfowitz 1940), which finds less, and whose few values allow no rate of false alarms that
/// is the same for every number of rounds. It refused 3 % of good verdicts.
/// </para>
/// </summary>
internal static class SerialCorrelation
{
    /// <summary>How often independent values look so.</summary>
    private const double ByChance = 0.01;

    /// <summary>Of fewer values no order is that unlikely.</summary>
    private const int FewestValues = 6;

    // Searched for numerically, and simulations ask for a few of them over and over.
    private static readonly ConcurrentDictionary<int, double> _lowest = new();

    /// <summary>Looks for it.</summary>
    /// <param name="values">In order.</param>
    /// <returns>True when independent values resemble their neighbours as much in at most one of a hundred samples.</returns>
    public static bool IsFound(IReadOnlyList<double> values) => values.Count >= FewestValues && Ratio(Ranks(values)) <= _lowest.GetOrAdd(values.Count, LowestByChance);

    /// <summary>The squared steps from each rank to the next over the squared distances from their mean: about 2 where there is no order.</summary>
    private static double Ratio(double[] ranks)
    {
        var mean = ranks.Average();
        var distances = ranks.Sum(rank => (rank - mean) * (rank - mean));
        var steps = 0.0;
        for (var index = 1; index < ranks.Length; index++)
        {
            steps += (ranks[index] - ranks[index - 1]) * (ranks[index] - ranks[index - 1]);
        }

        return distances == 0 ? 2 : steps / distances;
    }

    /// <summary>Equal values share the mean of their ranks.</summary>
    private static double[] Ranks(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return [.. values.Select(value => (Array.IndexOf(sorted, value) + Array.LastIndexOf(sorted, value)) / 2.0)];
    }

    /// <summary>A quarter of the ratio is nearly beta-distributed, with the variance that ranks in random order have (Bartels 1982, section 3).</summary>
    private static double LowestByChance(int count)
    {
        double n = count;
        var shape = (5 * n * (n + 1) * (n - 1) * (n - 1) / (2 * (n - 2) * ((5 * n * n) - (2 * n) - 9))) - 0.5;
        return 4 * Beta.InvCDF(shape, shape, ByChance);
    }
}
