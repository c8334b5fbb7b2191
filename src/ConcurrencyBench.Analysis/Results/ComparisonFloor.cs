using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>
/// How different identical code looked in one comparison: the null cases' ratios of throughput to themselves. No difference
/// smaller than this is ever called one. Each figure that was held against a floor carries the one that was used.
/// </summary>
/// <param name="Comparison">The comparison's id.</param>
/// <param name="Ratio">The largest ratio, 1 or above: the farthest that an end of a null case's interval, or else its estimate, lies from 1.</param>
public sealed record ComparisonFloor(string Comparison, double Ratio)
{
    /// <summary>Whether the ratio is only the estimate, as there were too few rounds for an interval.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The floor between two models that each use one core at the most; null where no null case does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NoiseFloor? OneCore { get; init; }
}
