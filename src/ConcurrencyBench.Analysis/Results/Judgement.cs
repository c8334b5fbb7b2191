using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>A claim with its verdict and the figures behind it.</summary>
public sealed record Judgement
{
    /// <summary>The claim's public name.</summary>
    public required string ClaimId { get; init; }

    /// <summary>The model whose row of the table the claim stands in.</summary>
    public required string ModelId { get; init; }

    /// <summary>The claim, one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The rule over measurements, as a reader can check it.</summary>
    public required string Rule { get; init; }

    /// <summary>What measurement says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How many figures the rule asks for: a claim is supported by all of them.</summary>
    public int RequiredFigures { get; init; }

    /// <summary>The figures, in the rule's order; empty when not measured.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Why it was not measured; null when it was.</summary>
    public string? Reason { get; init; }

    /// <summary>The kind of reason; null when it was measured, when something went wrong, or when its turn did not come.</summary>
    public ExclusionKind? Absence { get; init; }
}
