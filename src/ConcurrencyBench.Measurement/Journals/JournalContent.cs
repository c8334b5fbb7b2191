using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>What a journal holds.</summary>
/// <param name="Entries">Its whole lines, in order.</param>
/// <param name="WholeBytes">How many bytes the whole lines take.</param>
/// <param name="LastLineIsCut">Whether a line without an end followed, as a killed run leaves it; it is not among the entries.</param>
public sealed record JournalContent(IReadOnlyList<JournalEntry> Entries, long WholeBytes, bool LastLineIsCut);
