namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>The middle of a sample; of an even number of values, the mean of the two in the middle.</summary>
internal static class Medians
{
    /// <summary>The median of real numbers.</summary>
    /// <param name="values">At least one; left as they are.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = Sorted(values);
        var (lower, upper) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return lower + ((upper - lower) / 2);
    }

    /// <summary>The median of counts, rounded down.</summary>
    /// <param name="values">At least one; left as they are.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static long Of(IEnumerable<long> values)
    {
        var sorted = Sorted(values);
        var (lower, upper) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return lower + ((upper - lower) / 2);
    }

    private static T[] Sorted<T>(IEnumerable<T> values)
    {
        var sorted = values.ToArray();
        if (sorted.Length == 0)
        {
            throw new ArgumentException("an empty sample has no median", nameof(values));
        }

        Array.Sort(sorted);
        return sorted;
    }
}
