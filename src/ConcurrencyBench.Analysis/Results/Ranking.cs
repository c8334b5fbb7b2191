using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>Which models were best in a comparison, and which as good as far as this run can show.</summary>
public sealed record Ranking
{
    /// <summary>The comparison's id.</summary>
    public required string Comparison { get; init; }

    /// <summary>By throughput; <c>sequential</c> may be the fastest.</summary>
    public required Standing Speed { get; init; }

    /// <summary>By the CPU time of an item, over the model's whole process tree; null when it is not available for every model.</summary>
    public Standing? Cpu { get; init; }

    /// <summary>By memory; null when it is not available for every model.</summary>
    public Standing? Memory { get; init; }

    /// <summary>The models beside the baseline.</summary>
    internal IReadOnlyList<BaselineDifference> BesideBaseline { get; init; } = [];

    /// <summary>The fastest model.</summary>
    [JsonIgnore]
    public string Fastest => Speed.Best;

    /// <summary>Whether the ranking may be relied on: it has intervals, and others did not use the machine too much.</summary>
    public required bool IsReliable { get; init; }

    /// <summary>Whether disturbed operations had to count.</summary>
    public bool IsDisturbed { get; init; }
}
