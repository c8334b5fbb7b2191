using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>An estimate of the logarithm of a positive quantity, from one value a round.</summary>
internal sealed class Estimate
{
    /// <summary>The fewest rounds that give an interval: with two, Student's t has one degree of freedom and says nothing useful.</summary>
    public const int FewestRounds = 3;

    /// <summary>The fewest rounds that decide a close call.</summary>
    public const int FewestOfACloseCall = 5;

    /// <summary>Makes the estimate.</summary>
    /// <param name="values">A logarithm for each round, in order; at least one.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public Estimate(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("an empty sample has no mean", nameof(values));
        }

        Rounds = values.Count;

        // Around the first value: what is far from zero keeps its precision, and equal values have no spread.
        Mean = values[0] + values.Average(value => value - values[0]);
        Variance = Rounds == 1 ? 0 : values.Sum(value => (value - Mean) * (value - Mean)) / (Rounds - 1);
        IsSerial = SerialCorrelation.IsFound(values);
    }

    private Estimate(Estimate one, Estimate other)
    {
        (Rounds, Mean, IsSerial) = (Math.Min(one.Rounds, other.Rounds), one.Mean - other.Mean, one.IsSerial || other.IsSerial);
        Variance = Rounds * ((one.Variance / one.Rounds) + (other.Variance / other.Rounds));
    }

    /// <summary>The difference of two estimates, mostly from different rounds: what they have in common would make it narrower.</summary>
    /// <returns>The estimate, of as many rounds as the one with fewer.</returns>
    public static Estimate Difference(Estimate one, Estimate other) => new(one, other);

    /// <summary>How often an interval must cover the truth for a verdict to rest on it: 95 %, or 99 % of few rounds, which decide no close call.</summary>
    public static double CoverageNeeded(int rounds) => rounds < FewestOfACloseCall ? 0.99 : 0.95;

    /// <summary>The natural logarithm's estimate.</summary>
    public double Mean { get; }

    /// <summary>The variance between rounds; 0 for one round, which says nothing of it.</summary>
    public double Variance { get; }

    /// <summary>How many rounds it rests on.</summary>
    public int Rounds { get; }

    /// <summary>Whether neighbouring rounds resemble each other, so that they are fewer than they look.</summary>
    public bool IsSerial { get; }

    /// <summary>The standard error of <see cref="Mean"/>.</summary>
    public double StandardError => Math.Sqrt(Variance / Rounds);

    /// <summary>The estimate of the quantity itself.</summary>
    public double Value => Math.Exp(Mean);

    /// <summary>The 95 % interval of the quantity, symmetric in the logarithm; null with fewer than <see cref="FewestRounds"/>.</summary>
    public Interval? Interval => Rounds < FewestRounds ? null : Interval.Around(Mean, StudentQuantile.Of(0.95, Rounds - 1) * StandardError);
}
