using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>An event loop and computation: it has one thread.</summary>
public sealed class AsyncioCpuClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "asyncio.cpu";

    /// <inheritdoc/>
    public override string ModelId => "event-loop";

    /// <inheritdoc/>
    public override int Position => 310;

    /// <inheritdoc/>
    public override string Form => "An event loop does not speed up computation: it reaches {0:more} more than a plain loop.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } = [new SpeedUp("event-loop", "primes", null, Threshold.AtMost(1.1))];
}
