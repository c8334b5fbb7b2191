using ConcurrencyBench.Analysis.Summaries;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>The noise floor of a difference between two cells in one quantity: by how much identical code may differ from itself there.</summary>
/// <param name="Ratio">How many times, from 1. A figure that is nearer than this to what it is held against does not differ from it.</param>
/// <param name="IsEstimate">Whether it is only by how much it did differ, as there were too few rounds for an interval.</param>
public sealed record Floor(double Ratio, bool IsEstimate)
{
    /// <summary>What the floor says, one clause. Three decimals: a reader holds the figure against it.</summary>
    internal string Description => IsEstimate
        ? $"identical code differed from itself by {FigureWarnings.Factor(Ratio)} times in this run"
        : $"identical code may differ from itself by {FigureWarnings.Factor(Ratio)} times here";
}
