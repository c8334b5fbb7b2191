using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Callbacks and connections: held against the event loop, which runs on the same sockets.</summary>
public sealed class ReactorIoClaim : Claim
{
    private const int Connections = 1000;

    /// <inheritdoc/>
    public override string Id => "reactor.io";

    /// <inheritdoc/>
    public override string ModelId => "reactor";

    /// <inheritdoc/>
    public override int Position => 500;

    /// <inheritdoc/>
    public override string Form => "Callbacks serve {0:flight} connections as well as an event loop does: {0:share} of its throughput over HTTP, and {1:share} over TCP.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new RatioRequirement("reactor", "event-loop", "http", Connections, Quantity.Throughput, Threshold.AtLeast(0.8)),
        new RatioRequirement("reactor", "event-loop", "tcp", Connections, Quantity.Throughput, Threshold.AtLeast(0.8)),
    ];
}
