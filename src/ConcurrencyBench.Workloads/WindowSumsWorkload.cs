using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Events that go from sources through a filter and a map to handlers, each of which sums them over windows: one stream after
/// the other, of three shapes.
/// </summary>
public sealed class WindowSumsWorkload : StreamWorkload
{
    /// <inheritdoc/>
    public override string Id => "stream";

    /// <inheritdoc/>
    public override string Description => "takes a source's events through a filter and a map to handlers that sum them over windows";

    /// <inheritdoc/>
    protected override IReadOnlyList<StreamShape> Shapes { get; } = [new(1, 1, 1_000_000), new(32, 4, 6_000), new(1_000, 16, 50)];
}
