using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Futures and the lock: over threads, the interface changes nothing about it.</summary>
public sealed class FuturesGilClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "futures.gil";

    /// <inheritdoc/>
    public override string ModelId => "gil-futures";

    /// <inheritdoc/>
    public override int Position => 710;

    /// <inheritdoc/>
    public override string Form => "Under a global interpreter lock, futures over threads speed up computation by {0:more}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("gil-futures", "primes", null, Threshold.AtMost(1.1)),
    ];
}
