using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>Dataflow blocks: one construct for computation and for I/O.</summary>
public sealed class DataflowBothClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "dataflow.both";

    /// <inheritdoc/>
    public override string ModelId => "dataflow";

    /// <inheritdoc/>
    public override int Position => 1200;

    /// <inheritdoc/>
    public override string Form => "Dataflow blocks serve both kinds of work: computation gets {0:share} of the cores, and waiting for I/O is sped up {1:times} with {1:flight} requests in flight.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("dataflow", "primes", null, Threshold.AtLeastPerCore(0.7)),
        new SpeedUp("dataflow", "http", 16, Threshold.AtLeast(8)),
    ];
}
