using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Threads and I/O: a lock that is dropped while waiting does not get in the way.</summary>
public sealed class ThreadsIoClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "threads.io";

    /// <inheritdoc/>
    public override string ModelId => "gil-threads";

    /// <inheritdoc/>
    public override int Position => 100;

    /// <inheritdoc/>
    public override string Form => "Threads speed up waiting for I/O {0:times} with {0:flight} requests in flight, even under a global interpreter lock.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("gil-threads", "http", 16, Threshold.AtLeast(8)),
    ];
}
