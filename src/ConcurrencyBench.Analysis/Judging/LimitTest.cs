using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// Whether a figure differs from a limit. A run that looks once decides by the interval: 95 %, or 99 % with fewer than five rounds, which
/// decide no close call. One that may stop at any look decides by an e-value of 20. Either way a figure that is nearer to the limit than the noise floor, or whose
/// rounds resemble their neighbours, decides nothing. Nor does one whose modes lie on both sides of the limit.
/// <para>
/// Errors: where the truth is the limit itself, at most 2.5 % of runs are wrong on a given side, for launches that are normal in the logarithm; the
/// simulations in the tests have the other shapes. One model's own figure, unlike a ratio, keeps the tail of its launches: against their mean, "below" is wrong in 3 to 5 % of
/// runs under a long tail, and in 28 % where one launch of seventeen takes a third longer and did not come. Each claim is one question asked before the run, not the largest of many
/// differences, so there is no correction for the number of claims (Rothman, "No adjustments are needed for multiple comparisons", 1990).
/// </para>
/// <para>
/// Rejected: looking after each round for an interval twice as wide (Haybittle 1971), which was wrong in 8 to 18 % of runs on a side; widening
/// intervals by the floor, which counts noise twice.
/// </para>
/// </summary>
/// <param name="Figure">A positive figure with its interval and its noise floor.</param>
/// <param name="Limit">What it is held against, positive.</param>
/// <param name="Looks">How often the run looks.</param>
internal readonly record struct LimitTest(Figure Figure, double Limit, Looks Looks)
{
    private const double Coverage = 0.95;

    /// <summary>Whether the figure is above the limit, or equal to it with certainty.</summary>
    public bool IsAtLeast => IsEqual || (IsDecided && Figure.Value > Limit);

    /// <summary>Whether the figure is below the limit, or equal to it with certainty.</summary>
    public bool IsAtMost => IsEqual || (IsDecided && Figure.Value < Limit);

    /// <summary>Whether the figure is above the limit and does not reach it.</summary>
    public bool IsAbove => IsDecided && Figure.Value > Limit;

    /// <summary>Whether the figure is nearer to the limit than the noise floor, with an interval or without.</summary>
    public bool IsWithinFloor => Distance < Floor;

    /// <summary>Whether the evidence would decide, but the figure is too near to the limit for the noise floor.</summary>
    public bool IsHiddenByFloor => IsWithinFloor && HasEvidence;

    /// <summary>Whether what the figure is made of has modes on both sides of the limit, or on the other side: no number of rounds decides that.</summary>
    public bool IsBetweenModes => Figure.ModeRange is { } modes && (Figure.Value > Limit ? modes.Lower <= Limit : modes.Upper >= Limit);

    /// <summary>The evidence against the limit as an e-value; null with fewer than three rounds.</summary>
    public double? EValue => Figure.Interval is null ? null : Statistics.EValue.Of(T, Figure.Rounds);

    /// <summary>Whether the figure differs from the limit.</summary>
    private bool IsDecided => HasEvidence && !IsWithinFloor && !Figure.IsSerial && !IsBetweenModes;

    private bool IsEqual => Figure.Interval is { } interval && interval.Lower == Limit && interval.Upper == Limit && (Looks == Looks.Once || Figure.Rounds >= Estimate.FewestOfACloseCall) && !IsWithinFloor;

    private bool HasEvidence => Figure.Interval is not null && Distance > 0 && (Looks == Looks.Once ? IsOutsideInterval : EValue >= Statistics.EValue.Decisive);

    private bool IsOutsideInterval => T > StudentQuantile.Of(Estimate.CoverageNeeded(Figure.Rounds), Figure.Rounds - 1);

    private double Distance => Math.Abs(Math.Log(Figure.Value / Limit));

    // Where no null case was measured nothing is held back.
    private double Floor => Math.Log(Figure.NoiseFloor?.Ratio ?? 1);

    /// <summary>The distance in standard errors.</summary>
    private double T => StandardError == 0 ? (Distance == 0 ? 0 : double.PositiveInfinity) : Distance / StandardError;

    // The interval is all that a reader of summary.json has.
    private double StandardError => Figure.Interval!.HalfWidth() / StudentQuantile.Of(Coverage, Figure.Rounds - 1);

    /// <summary>How many further rounds decide it, if the figure and its spread stay as they are.</summary>
    /// <param name="most">The most rounds there may be.</param>
    /// <returns>0 when it is decided; infinite when more than there may be are needed.</returns>
    public double MoreRounds(int most) =>
        IsDecided || IsEqual ? 0
        : Figure.Rounds < Estimate.FewestOfACloseCall ? Math.Max(1, Estimate.FewestOfACloseCall - Figure.Rounds)
        : IsBetweenModes ? double.PositiveInfinity
        : IsWithinFloor ? RoundsUntilTheFloorIsBelow(most)
        : Statistics.EValue.RoundsNeeded(T, Figure.Rounds, most) is { } rounds ? Math.Max(1, rounds - Figure.Rounds)

        // The distance is an estimate itself: what would decide with one standard error more may well do so.
        : Statistics.EValue.RoundsNeeded(T + 1, Figure.Rounds, most) is not null && most > Figure.Rounds ? most - Figure.Rounds
        : double.PositiveInfinity;

    // The floor is an estimate, which shrinks with the root of the rounds.
    private double RoundsUntilTheFloorIsBelow(int most)
    {
        var needed = Figure.Rounds * Math.Pow(Floor / Distance, 2);
        return needed > most ? double.PositiveInfinity : Math.Max(1, Math.Ceiling(needed) - Figure.Rounds);
    }
}
