using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Futures: one interface, over threads for I/O and over processes for computation.</summary>
public sealed class FuturesBothClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "futures.both";

    /// <inheritdoc/>
    public override string ModelId => "futures-threads";

    /// <inheritdoc/>
    public override int Position => 700;

    /// <inheritdoc/>
    public override string Form => "Futures serve both kinds of work behind one interface: over threads waiting for I/O is sped up {0:times} with {0:flight} requests in flight, and over processes computation gets {1:share} of the cores.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("futures-threads", "http", 16, Threshold.AtLeast(8)),
        new SpeedUp("futures-processes", "primes", null, Threshold.AtLeastPerCore(0.7)),
    ];
}
