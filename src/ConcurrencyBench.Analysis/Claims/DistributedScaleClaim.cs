using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>A cluster and computation: more silos, more throughput, although every chunk of work is a call.</summary>
public sealed class DistributedScaleClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "distributed.scale";

    /// <inheritdoc/>
    public override string ModelId => "distributed";

    /// <inheritdoc/>
    public override int Position => 900;

    /// <inheritdoc/>
    public override string Form => "A cluster with a silo for each core puts {0:share} of the cores to work on computation.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("distributed", "primes", null, Threshold.AtLeastPerCore(0.6)),
    ];
}
