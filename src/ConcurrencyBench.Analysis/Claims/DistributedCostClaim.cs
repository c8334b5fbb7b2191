using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// A cluster and its price: the time from nothing to the first answers, memory, and what it costs to hand out an item, from
/// the 300,000 of <c>empty</c>. Rejected: start-up alone, which is nothing at all for threads; and the smallest task that is worth
/// its while (METG, Slaughter et al., "Task Bench", SC20): items are handed out in chunks, so that a cluster's depends on how
/// many there are. Fewer items make it dearer than what is judged here.
/// </summary>
public sealed class DistributedCostClaim : Claim
{
    private const double Times = 10;

    /// <inheritdoc/>
    public override string Id => "distributed.cost";

    /// <inheritdoc/>
    public override string ModelId => "distributed";

    /// <inheritdoc/>
    public override int Position => 910;

    /// <inheritdoc/>
    public override string Form => "A cluster needs infrastructure: beside threads it takes {0:times} as long to the first answers, {1:times} the memory, and {2:times} as long to hand out an item.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new FirstAnswers("distributed", "threads", "primes", null, Threshold.AtLeast(Times)),
        new RatioRequirement("distributed", "threads", "primes", null, Quantity.Memory, Threshold.AtLeast(Times)),
        new RatioRequirement("distributed", "threads", "empty", null, Quantity.Time, Threshold.AtLeast(Times)),
    ];
}
