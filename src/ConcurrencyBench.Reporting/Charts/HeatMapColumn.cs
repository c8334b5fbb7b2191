namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A workload's column of the heat map.</summary>
/// <param name="Comparison">The comparison that speaks for the workload.</param>
/// <param name="Cells">From top to bottom.</param>
internal sealed record HeatMapColumn(Comparison Comparison, IReadOnlyList<SpeedUpBar> Cells);
