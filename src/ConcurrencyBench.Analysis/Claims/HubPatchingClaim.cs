using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>The hub and a blocking call, routed to it and left alone; as <see cref="CoroutinesBlockingClaim"/>, within one operation each.</summary>
public sealed class HubPatchingClaim : Claim
{
    private const int InFlight = 64;

    /// <inheritdoc/>
    public override string Id => "hub.patching";

    /// <inheritdoc/>
    public override string ModelId => "hub";

    /// <inheritdoc/>
    public override int Position => 1110;

    /// <inheritdoc/>
    public override string Form => "A blocking call that is not routed to the hub blocks everyone: the slowest of the others take {0:times} as long, and {1:times} as long where it is.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new AbsoluteRequirement("hub-unpatched", "blockers", InFlight, CoroutinesBlockingClaim.BlockedOverQuiet, Threshold.AtLeast(4)),
        new AbsoluteRequirement("hub", "blockers", InFlight, CoroutinesBlockingClaim.BlockedOverQuiet, Threshold.AtMost(2)),
    ];
}
