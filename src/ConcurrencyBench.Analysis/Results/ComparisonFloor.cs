using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>
/// How different identical code looked in one comparison: the null cases' ratios of throughput to themselves. No difference
/// smaller than this is ever called one. Each figure that was held against a floor carries the one that was used.
/// </summary>
/// <param name="Comparison">The comparison's id.</param>
/// <param name="Floor">The floor: the null case that is farthest from 1.</param>
public sealed record ComparisonFloor(string Comparison, NoiseFloor Floor)
{
    /// <summary>The floor between two models that each use one core at the most; null where no null case does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NoiseFloor? OneCore { get; init; }
}
