using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>A phase as a journal of schema version 1 says it: its name in reports was all that identified it.</summary>
internal sealed record PhaseOfSchemaOne(string Name, long Items, double Nanoseconds)
{
    private static readonly Dictionary<string, (string Id, string Label, long Size)> Sizes = new(StringComparer.Ordinal)
    {
        ["64 B"] = ("64b", "64 B", 64),
        ["4 kB"] = ("4kib", "4 KiB", 4096),
        ["4 KiB"] = ("4kib", "4 KiB", 4096),
        ["1 MiB"] = ("1mib", "1 MiB", 1 << 20),
        ["1 × 1"] = ("1x1", "1 × 1", 1),
        ["32 × 4"] = ("32x4", "32 × 4", 128),
        ["1,000 × 16"] = ("1000x16", "1,000 × 16", 16_000),
    };

    /// <summary>How long its items took each.</summary>
    public Latency? Latency { get; init; }

    /// <summary>Memory that it held for each item.</summary>
    public double? BytesPerItem { get; init; }

    /// <summary>The same by id, label and size; a name that is no size is an id.</summary>
    public Phase ToPhase() => Sizes.TryGetValue(Name, out var size)
        ? new Phase(size.Id, Items, Nanoseconds) { Label = size.Label, Size = size.Size, Latency = Latency, BytesPerItem = BytesPerItem }
        : new Phase(Name, Items, Nanoseconds) { Latency = Latency, BytesPerItem = BytesPerItem };
}
