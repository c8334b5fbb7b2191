using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>What a journal holds.</summary>
/// <param name="Entries">Its whole lines, in order.</param>
/// <param name="Length">How many bytes its whole lines have as UTF-8.</param>
/// <param name="LastLineIsCut">Whether a line without an end followed, as a killed run leaves it; it is not among the entries.</param>
public sealed record JournalContent(IReadOnlyList<JournalEntry> Entries, long Length, bool LastLineIsCut)
{
    /// <summary>Of a run that has measured nothing yet.</summary>
    public static JournalContent Empty { get; } = new([], Length: 0, LastLineIsCut: false);

    /// <summary>Whether a tool wrote it with a byte-order mark or in another encoding, so that nothing can be appended to it as it is.</summary>
    internal bool IsInOtherEncoding { get; init; }
}
