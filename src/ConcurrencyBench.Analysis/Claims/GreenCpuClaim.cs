using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Green threads and computation: they have one carrier.</summary>
public sealed class GreenCpuClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "green.cpu";

    /// <inheritdoc/>
    public override string ModelId => "green-threads";

    /// <inheritdoc/>
    public override int Position => 610;

    /// <inheritdoc/>
    public override string Form => "Green threads do not compute in parallel: they reach {0:more} more than a plain loop.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } = [new SpeedUp("green-threads", "primes", null, Threshold.AtMost(1.1))];
}
