using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// A burst of calls that block their thread for 20 ms, as many as a multiple of the cores, beside items that arrive at a fixed rate
/// and wait 10 ms as those of <c>timer</c>. What it reports is the latency of the latter. Code that must not block gives the calls to
/// the thread pool (<see cref="Task.Run(Action)"/>), where each holds a thread and the pool adds few; every other one is an asynchronous
/// wait that its caller blocks for, whose end needs a thread of the pool as well. In the blocking form the calls block the model's own threads.
/// The burst hits a pool that has its minimum of threads, as after a quiet time: see <see cref="Begin"/>.
/// </summary>
public sealed class StarvationWorkload : ItemWorkload, IFollowsOperations, IHasConcurrencies, IHasLatencies, IHasNeeds, IHasParameters, IHasSchedule
{
    /// <summary>The items that block nothing, in reports and claims.</summary>
    public const string Free = "free";

    private const string BlockingName = "blocking";
    private const int MostBlocking = 16;
    private const int FreeItems = 300;

    // Enough for the 20 that wait at a time, and for those that come back late.
    private const int FreeInFlight = 64;

    private static readonly TimeSpan Call = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(0.5);
    private static readonly WorkloadParameter BlockingCallsPerCore = new(
        BlockingName, "× cores", "how many calls block a thread of the pool", MostBlocking, [0, 1, 4, MostBlocking]);

    private readonly ArrivalSchedule _arrivals = new(FreeItems, Interval, TimeProvider.System);

    /// <inheritdoc/>
    public override string Id => "starvation";

    /// <inheritdoc/>
    public override string Description =>
        "waits 10 ms on a timer, while calls that block for 20 ms are given to the thread pool, half of them blocking for an asynchronous wait";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [BlockingCallsPerCore];

    /// <summary>Schedule and latencies are in one memory.</summary>
    public WorkloadNeeds Needs => WorkloadNeeds.SharedMemory;

    /// <summary>How many calls block.</summary>
    private int Blocking => (int)Parameter(BlockingName) * UsableCores.Current.Whole;

    /// <summary>The same however many calls block, so that nothing else differs.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>One.</returns>
    public IReadOnlyList<int> Concurrencies(int cores) => [(MostBlocking * cores) + FreeInFlight];

    /// <inheritdoc/>
    public override int Items(int concurrency) => Blocking + FreeItems;

    /// <summary>Until the last item has arrived and waited, however many calls block.</summary>
    /// <param name="items">How many items it has.</param>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The time.</returns>
    public TimeSpan ShortestOperation(int items, int concurrency) => ArrivalSchedule.Lead + (Interval * (FreeItems - 1)) + ShortWait.Duration;

    /// <summary>
    /// Forgets the last operation, and with it the threads that the pool has learned to need: it would keep them for 20 s, and the first
    /// operations of a worker alone would starve (p99 of <c>async</c> fell from 190 to 16 ms in ten operations).
    /// </summary>
    public void Begin()
    {
        _arrivals.Begin();
        ThreadPool.GetMinThreads(out var least, out _);
        ThreadPool.GetMaxThreads(out var most, out var mostOfCompletions);

        // A lower maximum lowers the number that the pool aims at, which a higher one leaves as it is.
        ThreadPool.SetMaxThreads(least, mostOfCompletions);
        ThreadPool.SetMaxThreads(most, mostOfCompletions);
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        gate.EnterBlocking();
        try
        {
            _arrivals.Sleep(ArrivalOf(item), WaitOf(item));
            if (IsBlocking(item))
            {
                Block(item);
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
        await _arrivals.WaitAsync(ArrivalOf(item), WaitOf(item), cancellationToken);
        if (IsBlocking(item))
        {
            await Task.Run(() => Block(item), cancellationToken);
        }

        return End(item);
    }

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);

    /// <inheritdoc/>
    public IReadOnlyList<Phase> Observe() => [new Phase(Free, FreeItems, _arrivals.Duration(0, FreeItems))];

    /// <inheritdoc/>
    public ReadOnlySpan<long> LatenciesOf(string phase) => Enumerable.Range(0, FreeItems).Select(_arrivals.LatencyOf).ToArray();

    /// <summary>Whether an item is a call that blocks; they come first, all at once.</summary>
    internal bool IsBlocking(int item) => item < Blocking;

    private static void Block(int item)
    {
        if (item % 2 == 0)
        {
            Thread.Sleep(Call);
        }
        else
        {
            SleepAsync().GetAwaiter().GetResult();
        }
    }

    /// <summary>Goes on upon the pool, as the methods of a library do.</summary>
    private static async Task SleepAsync() => await Task.Delay(Call).ConfigureAwait(false);

    /// <summary>Which arrival an item waits for: its own, or a blocking call the first.</summary>
    private int ArrivalOf(int item) => IsBlocking(item) ? 0 : item - Blocking;

    /// <summary>How long after that it waits: a blocking call begins then.</summary>
    private TimeSpan WaitOf(int item) => IsBlocking(item) ? TimeSpan.Zero : ShortWait.Duration;

    private ulong End(int item)
    {
        if (!IsBlocking(item))
        {
            _arrivals.End(item - Blocking);
        }

        return Expected(item);
    }
}
