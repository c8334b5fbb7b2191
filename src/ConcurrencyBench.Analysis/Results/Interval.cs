namespace ConcurrencyBench.Analysis.Results;

/// <summary>A confidence interval, in the unit of the figure it belongs to.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end; not below the lower.</param>
public sealed record Interval(double Lower, double Upper)
{
    /// <summary>An interval that is symmetric in the logarithm.</summary>
    internal static Interval Around(double logarithm, double halfWidth) => new(Math.Exp(logarithm - halfWidth), Math.Exp(logarithm + halfWidth));

    /// <summary>Half of its width in the logarithm.</summary>
    internal double HalfWidth() => Math.Log(Upper / Lower) / 2;
}
