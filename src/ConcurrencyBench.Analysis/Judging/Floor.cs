using ConcurrencyBench.Analysis.Summaries;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>The noise floor of one comparison and quantity.</summary>
/// <param name="Ratio">How many times identical code may differ from itself, from 1.</param>
/// <param name="IsEstimate">Whether it is only by how much it did differ, as there were too few rounds for an interval.</param>
internal readonly record struct Floor(double Ratio, bool IsEstimate)
{
    /// <summary>No null case was measured: it holds nothing back.</summary>
    public static Floor Unknown { get; } = new(1, false);

    /// <summary>What the floor says, one clause.</summary>
    public string Description => IsEstimate
        ? $"identical code differed from itself by {Doubts.Number(Ratio)} times in this run"
        : $"identical code may differ from itself by {Doubts.Number(Ratio)} times here";
}
