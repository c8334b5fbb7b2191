using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Threads, their lock and I/O: a thread that comes back from a call has to wait until the one that computes is asked for
/// the lock. That the delay falls with the interval shows that it is the lock's and not the machine's.
/// </summary>
public sealed class ThreadsConvoyClaim : Claim
{
    // One that waits for its datagrams, one that computes.
    private const int Two = 2;

    /// <inheritdoc/>
    public override string Id => "threads.convoy";

    /// <inheritdoc/>
    public override string ModelId => "gil-threads";

    /// <inheritdoc/>
    public override int Position => 130;

    /// <inheritdoc/>
    public override string Form => "Under a GIL one thread that computes delays round trips of another by {0:part} of a switch interval; with a fifth of the interval they take {1:part} as long, and without a GIL {2:part} of an interval.";

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Requirements { get; } =
    [
        new InSwitchIntervals("gil-threads", "convoy", Two, Median, Threshold.AtLeast(0.5)),
        new RatioRequirement("gil-threads-short", "gil-threads", "convoy", Two, Median, Threshold.AtMost(0.5)),
        new InSwitchIntervals("threads", "convoy", Two, Median, Threshold.AtMost(0.1)),
    ];

    private static Quantity Median => Quantity.MedianOf(ConvoyWorkload.Pings);
}
