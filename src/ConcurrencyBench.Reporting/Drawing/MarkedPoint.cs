namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>A point of a line, in the plot's own coordinates.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
/// <param name="Lower">The lower end of its interval; null when it has none.</param>
/// <param name="Upper">The upper end of its interval; null when it has none.</param>
internal readonly record struct MarkedPoint(double X, double Y, double? Lower, double? Upper);
