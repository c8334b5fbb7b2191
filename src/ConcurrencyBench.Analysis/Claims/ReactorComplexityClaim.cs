using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Callbacks and how many there are: an event of one among many sources costs more the more handlers have registered. The
/// fitted slope over all three shapes is judged too, so that it is shown.
/// </summary>
public sealed class ReactorComplexityClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "reactor.complexity";

    /// <inheritdoc/>
    public override string ModelId => "reactor";

    /// <inheritdoc/>
    public override int Position => 520;

    /// <inheritdoc/>
    public override string Form => "With callbacks the cost of an event grows: it takes {0:longer} with many sources and handlers than with one of each, and {1:longer} for each tenfold of them.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new AbsoluteRequirement("reactor", "stream", null, Quantity.TimeOf("1,000 × 16").Over(Quantity.TimeOf("1 × 1")), Threshold.Above(1)),
        new AbsoluteRequirement("reactor", "stream", null, Quantity.GrowthPerTenfold("sources × handlers", ("1 × 1", 1), ("32 × 4", 128), ("1,000 × 16", 16_000)), Threshold.Above(1)),
    ];
}
