namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A round that begins: what it measures, and why it is the next. Journals of before there were such lines have none.</summary>
public sealed record RoundStart : JournalEntry
{
    /// <summary>The workload whose round it is.</summary>
    public required string Workload { get; init; }

    /// <summary>What it measures, in order: some of the workload's comparisons, or all.</summary>
    public required IReadOnlyList<RoundPart> Comparisons { get; init; }

    /// <summary>Why it is the next, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>How long it was expected to take; null while the run had measured nothing to go by.</summary>
    public double? ExpectedSeconds { get; init; }
}
