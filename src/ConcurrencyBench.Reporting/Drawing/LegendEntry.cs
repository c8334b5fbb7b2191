using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>A line's name below the panels, never over the data.</summary>
/// <param name="Label">What the line is.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Marker">Its marker; none for a dashed line.</param>
internal sealed record LegendEntry(string Label, Color Color, MarkerShape Marker);
