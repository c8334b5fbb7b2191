using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// A cluster and its price: getting ready, memory, and the smallest task that is worth its while (METG, Slaughter et al.,
/// "Task Bench", SC20). That is the size of item at which half of the cores' time is work. Where what an item costs adds to its
/// work, it is that cost, which the time of an item without work shows; so the ratio of two models' is formed within the blocks
/// of one workload. Rejected: the sizes between which efficiency passes a half, read off the <c>grain</c> workloads: of threads it lies
/// below the smallest, and five more workloads would be measured for it.
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
    public override string Sentence => "A cluster needs infrastructure: beside threads it takes ten times as long to get ready, ten times the memory, and tasks ten times as large to be worth its while.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new StartUp("distributed", "threads", "primes", null, Bound.AtLeast(Times)),
        new Ratio("distributed", "threads", "primes", null, Quantity.Memory, Bound.AtLeast(Times)),
        new Ratio("distributed", "threads", "empty", null, Quantity.Time, Bound.AtLeast(Times)),
    ];
}
