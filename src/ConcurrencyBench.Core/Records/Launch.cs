namespace ConcurrencyBench.Core.Records;

/// <summary>A worker made ready for a cell.</summary>
public sealed record Launch : JournalEntry
{
    /// <summary>How long the model needed to become ready (pools, silos), apart from every operation.</summary>
    public required long StartUpNanoseconds { get; init; }

    /// <summary>The operations before the first that counts, in order.</summary>
    public required IReadOnlyList<double> WarmUpNanoseconds { get; init; }
}
