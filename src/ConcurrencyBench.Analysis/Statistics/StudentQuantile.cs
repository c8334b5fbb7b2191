using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>Quantiles of Student's t, two-sided.</summary>
internal static class StudentQuantile
{
    // Searched for numerically, at a cost of its own, and a run needs only a few of them over and over.
    private static readonly ConcurrentDictionary<(double Coverage, int Freedom), double> _known = new();

    /// <summary>How many standard errors an interval reaches to either side.</summary>
    /// <param name="coverage">How often it covers the truth, below 1.</param>
    /// <param name="freedom">Degrees of freedom, from 1.</param>
    public static double Of(double coverage, int freedom) =>
        _known.GetOrAdd((coverage, freedom), key => StudentT.InvCDF(0, 1, key.Freedom, 0.5 + (key.Coverage / 2)));
}
