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
    public override string Form => "Under a global interpreter lock, threads speed up computation by {0:more}; without it the same threads put {1:share} of the cores to work.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("gil-threads", "primes", null, Threshold.AtMost(1.1)),
        new SpeedUp("threads", "primes", null, Threshold.AtLeastPerCore(0.7)),
    ];
}
