namespace ConcurrencyBench.Analysis.Results;

/// <summary>A 95 % confidence interval, in the unit of the figure it belongs to.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end; not below the lower.</param>
public sealed record Interval(double Lower, double Upper);
