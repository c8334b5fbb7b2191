namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Whether neighbouring values lie on the same side of their median more often than chance allows: rounds on a machine that drifts are not
/// independent, and t and e-values then promise too much. Signs alone, so that an outlier neither makes nor hides it.
/// </summary>
internal static class SerialCorrelation
{
    private const int FewestValues = 8;
    private const double Limit = 0.5;

    /// <summary>Looks for it.</summary>
    /// <param name="values">In order.</param>
    /// <returns>True when at least eight values have a sign correlation above a half; that happens by chance in 3 % of independent samples of eight.</returns>
    public static bool IsFound(IReadOnlyList<double> values) => values.Count >= FewestValues && OfSigns(values) > Limit;

    private static double OfSigns(IReadOnlyList<double> values)
    {
        var median = Medians.Of(values);
        var signs = values.Select(value => Math.Sign(value - median)).ToList();
        return signs.Zip(signs.Skip(1), (one, next) => one * next).Average();
    }
}
