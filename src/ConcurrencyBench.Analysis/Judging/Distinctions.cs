using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// Which speed-ups differ from 1, as the ranks of the same comparison have it. Rejected: each model's own 95 % interval, by which one of twenty equal models differs
/// from <c>sequential</c> in most runs.
/// </summary>
internal static class Distinctions
{
    /// <summary>Adds them to cells.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="rankings">The ranks of their comparisons.</param>
    /// <returns>The cells, in the same order; those that no ranking has are as they were.</returns>
    public static IReadOnlyList<CellResult> Mark(IReadOnlyList<CellResult> cells, IReadOnlyList<Ranking> rankings)
    {
        // A cell may be in two comparisons; its speed-up is of the first.
        var differences = rankings.SelectMany(ranking => ranking.BesideBaseline).DistinctBy(difference => difference.Cell).ToDictionary(difference => difference.Cell, difference => difference.Interval);
        return [.. cells.Select(cell => cell.SpeedUp is { } speedUp && differences.TryGetValue(cell.Cell, out var interval) ? Mark(cell, speedUp, interval) : cell)];
    }

    private static CellResult Mark(CellResult cell, Figure speedUp, Interval? interval)
    {
        var distinction = Of(speedUp, interval);
        return cell with
        {
            SimultaneousInterval = interval,
            BesideBaseline = distinction,
            SpeedUp = FigureWarnings.WithDistinction(speedUp, distinction, IsHidden(speedUp)),
        };
    }

    private static Distinction? Of(Figure speedUp, Interval? interval) =>
        interval is null ? (IsHidden(speedUp) ? Distinction.NotToldApart : null)
        : speedUp.IsSerial ? Distinction.NotToldApart
        : IsWithin(interval) && !(speedUp.NoiseFloor?.Ratio > Rival.AsGood) ? Distinction.Within
        : HoldsOne(interval) || IsHidden(speedUp) ? Distinction.NotToldApart
        : Distinction.Apart;

    private static bool IsWithin(Interval interval) => interval.Lower >= 1 / Rival.AsGood && interval.Upper <= Rival.AsGood;

    private static bool HoldsOne(Interval interval) => interval.Lower <= 1 && interval.Upper >= 1;

    private static bool IsHidden(Figure speedUp) => Math.Abs(Math.Log(speedUp.Value)) < Math.Log(speedUp.NoiseFloor?.Ratio ?? 1);
}
