namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A line of the journal about one cell.</summary>
public abstract record CellEntry : JournalEntry
{
    /// <summary>What it is about.</summary>
    public required Cell Cell { get; init; }

    /// <summary>
    /// The comparison in whose block it happened, or that its cell was made ready for (<see cref="Records.Comparison.Id"/>). Null in a journal
    /// of schema version 1 where a baseline's line does not say which.
    /// </summary>
    public string? Comparison { get; init; }
}
