using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Green threads and switching: a round trip of short messages is two switches, and little else.</summary>
public sealed class GreenLightClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "green.light";

    /// <inheritdoc/>
    public override string ModelId => "green-threads";

    /// <inheritdoc/>
    public override int Position => 600;

    /// <inheritdoc/>
    public override string Form => "Switching green threads takes {0:part} as long as switching OS threads, in round trips of short messages.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
        [new RatioRequirement("green-threads", "threads", "ping-pong", 2, Quantity.TimeOf("64 B"), Threshold.AtMost(0.5))];
}
