using System.Collections.Concurrent;
using ConcurrencyBench.Analysis.Results;
using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>An estimate of the logarithm of a positive quantity.</summary>
/// <param name="Mean">The natural logarithm's estimate.</param>
/// <param name="StandardError">Its standard error, corrected for the number of rounds; 0 for one round, which says nothing of it.</param>
/// <param name="Rounds">How many rounds it rests on.</param>
internal readonly record struct Estimate(double Mean, double StandardError, int Rounds)
{
    /// <summary>The fewest rounds that give an interval: with two, Student's t has one degree of freedom and says nothing useful.</summary>
    public const int FewestRounds = 3;

    private const double UpperTail = 0.975;

    // The quantile is searched for numerically, at a cost of its own, and a run needs only a few of them over and over.
    private static readonly ConcurrentDictionary<int, double> Quantiles = new();

    /// <summary>The estimate of the quantity itself.</summary>
    public double Value => Math.Exp(Mean);

    /// <summary>The 95 % interval of the quantity, symmetric in the logarithm; null with fewer than <see cref="FewestRounds"/>.</summary>
    public Interval? Interval
    {
        get
        {
            if (Rounds < FewestRounds)
            {
                return null;
            }

            var halfWidth = Quantiles.GetOrAdd(Rounds - 1, freedom => StudentT.InvCDF(0, 1, freedom, UpperTail)) * StandardError;
            return new Interval(Math.Exp(Mean - halfWidth), Math.Exp(Mean + halfWidth));
        }
    }

    /// <summary>The farthest that the quantity may be from 1, as a ratio from 1: an end of the interval, or the value when there is none.</summary>
    public double FarthestFromOne => Interval is { } interval
        ? Math.Max(interval.Upper, 1 / interval.Lower)
        : Math.Exp(Math.Abs(Mean));
}
