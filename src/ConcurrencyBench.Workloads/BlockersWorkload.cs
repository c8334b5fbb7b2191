using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Items arrive at a fixed rate and wait 10 ms as those of <c>timer</c>. In the second half of the operation one in a
/// hundred blocks its thread for 50 ms instead, in a call that knows nothing of loops. What it reports is the latency of the
/// others. A blocker arrives every 75 ms: a loop that it stops is stalled for two thirds of the time and catches up in
/// between. The first half has none, so that what blockers cost is a ratio within one operation, paired in time as
/// nothing in two operations can be.
/// </summary>
public sealed class BlockersWorkload : ItemWorkload, IComparesLatencies, IFollowsOperations, IHasConcurrencies, IHasLatencies, IHasNeeds, IHasSchedule
{
    /// <summary>The half without blockers, in reports and claims.</summary>
    public const string Quiet = "quiet";

    /// <summary>The half with blockers; its latencies are those of the others.</summary>
    public const string Blocked = "blocked";

    // Enough for the 14 that wait, the one or two that block, and those that a loop finds when it comes back.
    private const int InFlight = 64;

    private const int ItemsOfAPhase = 200;
    private const int ItemsOfABlocker = 100;

    // Late enough for every quiet item to have ended before the first blocker of the other half arrives.
    private const int FirstBlocker = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(0.75);
    private static readonly TimeSpan Block = TimeSpan.FromMilliseconds(50);

    private readonly ArrivalSchedule _arrivals;

    /// <summary>Makes the workload, on the system's clock.</summary>
    public BlockersWorkload()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Makes the workload on a clock.</summary>
    /// <param name="time">What latencies are read from; waits are the runtime's or the loop's.</param>
    internal BlockersWorkload(TimeProvider time) => _arrivals = new ArrivalSchedule(2 * ItemsOfAPhase, Interval, time);

    /// <inheritdoc/>
    public override string Id => "blockers";

    /// <inheritdoc/>
    public override string Description => "waits 10 ms on a timer, while at times one in a hundred blocks its thread for 50 ms";

    /// <inheritdoc/>
    public LatencyComparison Latencies { get; } = new(Quiet, Blocked, "waits 10 ms", "one item in a hundred blocks its thread for 50 ms");

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <summary>Schedule and latencies are in one memory.</summary>
    public WorkloadNeeds Needs => WorkloadNeeds.SharedMemory;

    /// <inheritdoc/>
    public IReadOnlyList<int> Concurrencies(int cores) => [InFlight];

    /// <inheritdoc/>
    public override int Items(int concurrency) => 2 * ItemsOfAPhase;

    /// <summary>Until the last item has arrived and waited, however many are in flight.</summary>
    /// <param name="items">How many items it has.</param>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The time.</returns>
    public TimeSpan ShortestOperation(int items, int concurrency) => ArrivalSchedule.Lead + (Interval * (items - 1)) + ShortWait.Duration;

    /// <inheritdoc/>
    public void Begin() => _arrivals.Begin();

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        gate.EnterBlocking();
        try
        {
            _arrivals.Sleep(item, WaitOf(item));
            if (IsBlocker(item))
            {
                Thread.Sleep(Block);
            }
        }
        finally
        {
            gate.ExitBlocking();
        }

        return End(item);
    }

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        await _arrivals.WaitAsync(item, WaitOf(item), cancellationToken);
        if (IsBlocker(item))
        {
            await BlockingCalls.SleepAsync(Block);
        }

        return End(item);
    }

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken)
    {
        var left = _arrivals.Until(item, WaitOf(item));
        handler.Loop.After(
            left > TimeSpan.Zero ? left : TimeSpan.Zero,
            _ =>
            {
                if (IsBlocker(item))
                {
                    Thread.Sleep(Block);
                }

                handler.Complete(item, End(item));
            },
            null);
    }

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);

    /// <inheritdoc/>
    public IReadOnlyList<Phase> Observe() =>
    [
        new Phase(Quiet, ItemsOfAPhase, _arrivals.Duration(0, ItemsOfAPhase)),
        new Phase(Blocked, ItemsOfAPhase, _arrivals.Duration(ItemsOfAPhase, ItemsOfAPhase)),
    ];

    /// <inheritdoc/>
    public ReadOnlySpan<long> LatenciesOf(string phase)
    {
        var first = phase == Quiet ? 0 : ItemsOfAPhase;
        return Enumerable.Range(first, ItemsOfAPhase).Where(item => !IsBlocker(item)).Select(_arrivals.LatencyOf).ToArray();
    }

    /// <summary>Whether an item blocks its thread.</summary>
    internal static bool IsBlocker(int item) => item >= ItemsOfAPhase && item % ItemsOfABlocker == FirstBlocker;

    /// <summary>How long after its arrival an item waits: a blocker arrives and blocks.</summary>
    private static TimeSpan WaitOf(int item) => IsBlocker(item) ? TimeSpan.Zero : ShortWait.Duration;

    private ulong End(int item)
    {
        _arrivals.End(item);
        return Expected(item);
    }
}
