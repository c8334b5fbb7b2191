using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// What operators cost: an event of one source, through to one handler. It is pushed from operator to operator on one thread,
/// while a channel hands it to another thread: that is how each is used.
/// </summary>
public sealed class ReactiveCostClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "reactive.cost";

    /// <inheritdoc/>
    public override string ModelId => "reactive";

    /// <inheritdoc/>
    public override int Position => 1010;

    /// <inheritdoc/>
    public override string Form => "Beside a channel, an event takes {0:longer} through operators.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new RatioRequirement("reactive", "channels", "stream", null, Quantity.TimeOf("1 × 1"), Threshold.Above(1)),
    ];
}
