using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>What a run has to say to a requirement: a figure, or why there is none.</summary>
/// <param name="Figure">The figure; null when there is none.</param>
/// <param name="Absence">Why there is no figure, one clause; null when there is one.</param>
/// <param name="IsDisturbed">Whether others used the machine so much that no verdict may rest on the figure.</param>
internal sealed record RequirementResult(Figure? Figure, string? Absence, bool IsDisturbed = false)
{
    /// <summary>Whether the figure is about all cores where two of them may be one core's hyper-threads.</summary>
    public bool MayShareCores { get; init; }

    /// <summary>The kind of <see cref="Absence"/>; null where something went wrong, or its turn has not come.</summary>
    public ExclusionKind? Kind { get; init; }

    /// <summary>The concurrency that the figure is of, where it is another than the requirement's.</summary>
    public int? Concurrency { get; init; }

    /// <summary>A finding without a figure.</summary>
    /// <param name="reason">Why, one clause.</param>
    /// <param name="kind">The kind of reason; null where something went wrong, or its turn has not come.</param>
    public static RequirementResult None(string reason, ExclusionKind? kind = null) => new(null, reason) { Kind = kind };
}
