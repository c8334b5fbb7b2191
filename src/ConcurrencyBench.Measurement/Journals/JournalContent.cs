using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>What a journal holds.</summary>
/// <param name="Entries">Its whole lines, in order.</param>
/// <param name="Text">Its whole lines as they stand, UTF-8.</param>
/// <param name="LastLineIsCut">Whether a line without an end followed, as a killed run leaves it; it is not among the entries.</param>
public sealed record JournalContent(IReadOnlyList<JournalEntry> Entries, ReadOnlyMemory<byte> Text, bool LastLineIsCut)
{
    /// <summary>Of a run that has measured nothing yet.</summary>
    public static JournalContent Empty { get; } = new([], ReadOnlyMemory<byte>.Empty, LastLineIsCut: false);
}
