using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Coroutines and a call that blocks: whoever shares the thread waits as well. Both sides of each ratio are parts of one
/// operation. Rejected: dividing by the p99 of <c>timer</c>, which is measured in other launches at another time, and where
/// an item's latency would count from when the model got round to it.
/// </summary>
public sealed class CoroutinesBlockingClaim : Claim
{
    private const int InFlight = 64;

    /// <inheritdoc/>
    public override string Id => "coroutines.blocking";

    /// <inheritdoc/>
    public override string ModelId => "coroutines";

    /// <inheritdoc/>
    public override int Position => 410;

    /// <inheritdoc/>
    public override string Form => "One blocking call stops every coroutine: the slowest of the others take {0:times} as long, those of threads {1:times} as long.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new AbsoluteRequirement("coroutines", "blockers", InFlight, BlockedOverQuiet, Threshold.AtLeast(4)),
        new AbsoluteRequirement("threads", "blockers", InFlight, BlockedOverQuiet, Threshold.AtMost(2)),
    ];

    /// <summary>By how much blockers lengthen the latencies of the others.</summary>
    internal static Quantity BlockedOverQuiet => Quantity.P99Of(BlockersWorkload.Blocked).Over(Quantity.P99Of(BlockersWorkload.Quiet));
}
