using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Operators and a long stream: a million events arrive, each once and in order, as otherwise there is no measurement, and none
/// piles up on the way. Judged by the heap at the moment at which the last event has left its source: an event that
/// waits takes 16 bytes and more, so that less than one for each says that hardly any waits.
/// </summary>
public sealed class ReactiveStreamClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "reactive.stream";

    /// <inheritdoc/>
    public override string ModelId => "reactive";

    /// <inheritdoc/>
    public override int Position => 1000;

    /// <inheritdoc/>
    public override string Form => "Operators carry a million events, each once and in order, and hold {0:value} for each on the way.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new AbsoluteRequirement("reactive", "stream", null, Quantity.BytesOf("1 × 1"), Threshold.AtMost(1)),
    ];
}
