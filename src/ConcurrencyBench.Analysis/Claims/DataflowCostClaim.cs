using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>What a message to a block costs: items that do nothing, against a plain loop and against a channel with as many readers.</summary>
public sealed class DataflowCostClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "dataflow.cost";

    /// <inheritdoc/>
    public override string ModelId => "dataflow";

    /// <inheritdoc/>
    public override int Position => 1210;

    /// <inheritdoc/>
    public override string Form => "A message to a block has a price: items that do nothing reach {0:of} throughput of a plain loop, and beside a channel each takes {1:longer}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new SpeedUp("dataflow", "empty", null, Threshold.AtMost(1)),
        new RatioRequirement("dataflow", "channels", "empty", null, Quantity.Time, Threshold.Above(1)),
    ];
}
