using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>The hub and many connections: neither the runtime's way of putting frames aside nor the hub's may cost what one would notice.</summary>
public sealed class HubIoClaim : Claim
{
    private const int Connections = 1000;

    /// <inheritdoc/>
    public override string Id => "hub.io";

    /// <inheritdoc/>
    public override string ModelId => "hub";

    /// <inheritdoc/>
    public override int Position => 1100;

    /// <inheritdoc/>
    public override string Form => "Green threads over a hub serve {0:flight} connections as fast as an event loop does: they reach {0:share} and {1:share} of its throughput.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new RatioRequirement("hub", "event-loop", "http", Connections, Quantity.Throughput, Threshold.AtLeast(0.8)),
        new RatioRequirement("hub", "event-loop", "http", Connections, Quantity.Throughput, Threshold.AtMost(1.25)),
    ];
}
