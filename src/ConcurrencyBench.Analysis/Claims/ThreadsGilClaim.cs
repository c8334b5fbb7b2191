using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Threads and computation: it is the lock that stops them, not the threads.</summary>
public sealed class ThreadsGilClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "threads.gil";

    /// <inheritdoc/>
    public override string ModelId => "gil-threads";

    /// <inheritdoc/>
    public override int Position => 110;

    /// <inheritdoc/>
    public override string Sentence => "A global interpreter lock keeps threads from speeding up computation by more than 10 %; without it the same threads put at least 70 % of the cores to work.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("gil-threads", "primes", null, Bound.AtMost(1.1)),
        new SpeedUp("threads", "primes", null, Bound.AtLeastPerCore(0.7)),
    ];
}
