using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// What the neighbour of a comparison did in a round of a calibration, written once the last operation beside it was measured. Without one nothing
/// is known of a neighbour: the round was cut short, or its journal is of before there were such lines.
/// </summary>
public sealed record NeighbourPresence : JournalEntry
{
    /// <summary>A tenth of what each kind uses of a core. One that only starts stays below it, and one that waits for a core as others do above.</summary>
    private const double LeastShare = 0.02;

    /// <summary>The <see cref="Records.Comparison.Id"/> of the comparison.</summary>
    public required string Comparison { get; init; }

    /// <summary>What it was to do.</summary>
    public required NeighbourKind Kind { get; init; }

    /// <summary>For how long it was to be there.</summary>
    public required long WindowNanoseconds { get; init; }

    /// <summary>The CPU time that it used meanwhile; null where it had ended, or where this is not available on the system.</summary>
    public long? CpuNanoseconds { get; init; }

    /// <summary>How it ended before it was to, in a clause; null when it lived until then.</summary>
    public string? End { get; init; }

    /// <summary>Whether it was there: it lived, and used a core at times as far as is known.</summary>
    [JsonIgnore]
    public bool WasThere => End is null && !(CpuNanoseconds < LeastShare * WindowNanoseconds);
}
