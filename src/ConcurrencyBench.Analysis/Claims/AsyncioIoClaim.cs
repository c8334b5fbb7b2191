using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// An event loop and connections. That all of 10,000 requests in flight were answered shows in that there is a figure at all: an
/// operation with an error has none. It is held to a tenth of the 10 ms that each answer takes, which nobody reaches without overlapping them.
/// </summary>
public sealed class AsyncioIoClaim : Claim
{
    private const double TenthOfAWait = 1e6;

    /// <inheritdoc/>
    public override string Id => "asyncio.io";

    /// <inheritdoc/>
    public override string ModelId => "event-loop";

    /// <inheritdoc/>
    public override int Position => 300;

    /// <inheritdoc/>
    public override string Form => "An event loop carries thousands of connections: {0:flight} requests in flight are all answered, in {0:value} of wall time a request, and with {1:flight} it reaches {1:of} throughput of threads.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new AbsoluteRequirement("event-loop", "tcp", 10_000, Quantity.Time, Threshold.AtMost(TenthOfAWait)),
        new RatioRequirement("event-loop", "threads", "tcp", 1000, Quantity.Throughput, Threshold.AtLeast(1)),
    ];
}
