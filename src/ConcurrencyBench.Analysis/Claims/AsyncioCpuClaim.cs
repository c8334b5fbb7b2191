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
    public override string Sentence => "An event loop does nothing for computation: at most 10 % more than a plain loop.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } = [new SpeedUp("event-loop", "primes", null, Bound.AtMost(1.1))];
}
