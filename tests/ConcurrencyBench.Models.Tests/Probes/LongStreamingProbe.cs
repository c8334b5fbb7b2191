using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>A <see cref="StreamingProbe"/> that takes so long that it can be disturbed in the middle.</summary>
public sealed class LongStreamingProbe : StreamingProbe
{
    protected override IReadOnlyList<StreamShape> Shapes { get; } = [new(4, 2, 1_000_000)];
}
