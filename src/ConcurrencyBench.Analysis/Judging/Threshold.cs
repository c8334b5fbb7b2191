using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>Which side of which limit a figure must be on; the limit may grow with the cores.</summary>
/// <param name="Side">The side.</param>
/// <param name="Factor">The limit, or with <paramref name="IsPerCore"/> what each core adds to it; a positive number in the figure's base unit.</param>
/// <param name="IsPerCore">Whether the limit grows with the cores.</param>
public sealed record Threshold(Side Side, double Factor, bool IsPerCore = false)
{
    /// <summary>The figure must be at least this.</summary>
    /// <param name="limit">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Threshold AtLeast(double limit) => new(Side.AtLeast, limit);

    /// <summary>The figure must be at most this.</summary>
    /// <param name="limit">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Threshold AtMost(double limit) => new(Side.AtMost, limit);

    /// <summary>The figure must be above this.</summary>
    /// <param name="limit">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Threshold Above(double limit) => new(Side.Above, limit);

    /// <summary>The figure must be at least this times the number of cores.</summary>
    /// <param name="factor">A positive number.</param>
    /// <returns>The bound.</returns>
    public static Threshold AtLeastPerCore(double factor) => new(Side.AtLeast, factor, IsPerCore: true);

    /// <summary>The limit on a machine.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>A positive number.</returns>
    public double Limit(int cores) => IsPerCore ? Factor * cores : Factor;

    /// <summary>The bound as a reader can check it, as "≥ 0.7 × cores" or "≤ 1 ms".</summary>
    /// <param name="unit">The figure's base unit.</param>
    /// <returns>The text.</returns>
    public string Rule(string unit) => $"{Sign} {(IsPerCore ? $"{Units.Text(Factor, string.Empty)} × cores" : Units.Text(Factor, unit))}";

    /// <summary>The bound with the machine's numbers, as "≥ 1.4×".</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <param name="unit">The figure's base unit.</param>
    /// <returns>The text.</returns>
    public string RuleAt(int cores, string unit) => $"{Sign} {Units.Text(Limit(cores), unit)}";

    /// <summary>What a difference from the limit says.</summary>
    /// <param name="difference">The figure against <see cref="Limit"/>.</param>
    internal Verdict Judge(LimitTest difference)
    {
        var (holds, fails) = Side switch
        {
            Side.Above => (difference.IsAbove, difference.IsAtMost),
            Side.AtLeast => (difference.IsAtLeast, difference.IsAtMost),
            _ => (difference.IsAtMost, difference.IsAtLeast),
        };
        return holds ? Verdict.Supported : fails ? Verdict.Contradicted : Verdict.Inconclusive;
    }

    private string Sign => Side switch
    {
        Side.Above => ">",
        Side.AtLeast => "≥",
        _ => "≤",
    };
}
