using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>The comparisons of a plan, found by their cells.</summary>
internal sealed class PlannedComparisons(Plan plan)
{
    private readonly ILookup<Cell, Comparison> _byCell =
        (from comparison in plan.Comparisons from cell in comparison.Cells select (cell, comparison)).ToLookup(pair => pair.cell, pair => pair.comparison);

    /// <summary>The comparison of two cells.</summary>
    /// <returns>
    /// The one that has both, at the parameters of one of them; null when none has. Two baselines are in all comparisons of their workload, and
    /// a difference of theirs belongs to none of the others.
    /// </returns>
    public Comparison? Of(Cell cell, Cell other) => _byCell[cell].FirstOrDefault(
        comparison => comparison.Cells.Contains(other) && (comparison.Parameters.Equals(cell.Parameters) || comparison.Parameters.Equals(other.Parameters)));

    /// <summary>What a cell is held against.</summary>
    /// <returns>The baseline of its comparison; null for the baseline itself, for a cell of another runtime, and where there is none.</returns>
    public Cell? BaselineOf(Cell cell) => _byCell[cell].FirstOrDefault()?.Baseline is { } baseline && baseline != cell && baseline.Runtime == cell.Runtime ? baseline : null;
}
