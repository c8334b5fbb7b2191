using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// Whether a figure differs from a limit. It does when its whole 95 % interval is on one side of the limit, and when it is
/// farther from the limit than the noise floor. The floor is by how much identical code may differ from itself in the same comparison.
/// <para>
/// Why both: the interval covers what varied between the rounds of this run, the floor what the run showed of anything
/// else. Rejected: widening the interval by the floor. The floor is an interval's end itself, so the same noise would
/// count twice, and verdicts would need about four times the rounds.
/// </para>
/// <para>
/// Errors: a verdict is one-sided. Where the truth is the limit itself, it is wrong for a given side in about 2.5 % of runs,
/// early stopping included at most 4 %, for noise that is symmetric in the logarithm. Where slow launches of one model alone
/// have a long tail, it is wrong in 6 to 8 % on the side that flatters this model, 9 % with early stopping, and in 1 % on
/// the other. The simulation in the tests shows these. Every claim is one question asked before the run, not the largest of
/// many differences, so there is no correction for the number of claims (Rothman, "No adjustments are needed for multiple
/// comparisons", 1990). Of n verdicts at the very limit about n/40 are wrong on each side.
/// </para>
/// </summary>
/// <param name="Figure">A positive figure with its interval and its noise floor.</param>
/// <param name="Limit">What it is held against, positive.</param>
internal readonly record struct LimitTest(Figure Figure, double Limit)
{
    /// <summary>Whether the figure is above the limit, or equal to it with certainty.</summary>
    public bool IsAtLeast => Figure.Interval?.Lower >= Limit && !IsWithinFloor;

    /// <summary>Whether the figure is below the limit, or equal to it with certainty.</summary>
    public bool IsAtMost => Figure.Interval?.Upper <= Limit && !IsWithinFloor;

    /// <summary>Whether the figure is above the limit and does not reach it.</summary>
    public bool IsAbove => Figure.Interval?.Lower > Limit && !IsWithinFloor;

    /// <summary>Whether the figure is nearer to the limit than the noise floor, with an interval or without.</summary>
    public bool IsWithinFloor => Distance < Floor;

    /// <summary>Whether the interval is on one side of the limit, but the figure too near to it for the noise floor.</summary>
    public bool IsHiddenByFloor => IsWithinFloor && (Figure.Interval?.Lower >= Limit || Figure.Interval?.Upper <= Limit);

    /// <summary>
    /// How many times narrower interval and floor must become before more rounds may stop: 1 or less when they may. It asks
    /// for an interval twice as wide to be on one side. Looking again after each round and stopping at the first interval on
    /// one side would make wrong verdicts several times as frequent. Stopping early only on much stronger evidence than
    /// the last look needs keeps them about as rare as with one look (Haybittle 1971; Peto et al. 1976).
    /// </summary>
    public double Openness => Distance == 0 ? double.PositiveInfinity : Uncertainty / Distance;

    /// <summary>Whether the figure does not differ from the limit: the interval reaches over the limit, or the noise floor hides the difference.</summary>
    public bool IsNone => IsWithinFloor || (Figure.Interval?.Lower <= Limit && Figure.Interval.Upper >= Limit);

    private double Distance => Math.Abs(Math.Log(Figure.Value / Limit));

    private double Uncertainty => Math.Max(2 * HalfWidth, Floor);

    // Where no null case was measured nothing is held back.
    private double Floor => Math.Log(Figure.NoiseFloor?.Ratio ?? 1);

    private double HalfWidth => Figure.Interval is { } interval ? Math.Log(interval.Upper / interval.Lower) / 2 : double.PositiveInfinity;

    /// <summary>As <see cref="Openness"/>, where it also settles the question that figure and limit are as good as equal.</summary>
    /// <returns>How many times narrower interval and floor must become, until either is certain.</returns>
    public double OpennessUnlessWithin(double ratio)
    {
        var room = Math.Log(ratio) - Distance;
        return room > 0 ? Math.Min(Openness, Uncertainty / room) : Openness;
    }
}
