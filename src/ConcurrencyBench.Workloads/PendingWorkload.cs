using System.Diagnostics;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Workloads.Waits;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Each of n items waits until all n do; then all end. What so many waits cost is the result. Each waits on a timer of its own, as users' code does, or in
/// the lean lane all on one source, which shows what the model alone takes. The cost is memory, from the proportional
/// share (PSS) of the process while all wait over what it was before, and the time to start and to finish them. The memory is
/// read by the last item, between the two phases, and is in neither.
/// </summary>
public sealed class PendingWorkload : ItemWorkload, IFollowsOperations, IHasConcurrencies, IHasNeeds, IHasParameters, IHasPhases, IHasWorkerEnvironment
{
    private const string TimersName = "timers";

    private static readonly WorkloadParameter Timers = new(TimersName, string.Empty, "how many timers an item waits on: one of its own, or none, where all wait on one source", 1, [0, 1]);
    private static readonly IReadOnlyList<int> Sizes = [1_000, 10_000, 100_000, 1_000_000];

    private int _count;
    private AsyncBarrier? _gathering;
    private long? _bytesBefore;
    private long _started;
    private long _ended;

    /// <inheritdoc/>
    public override string Id => "pending";

    /// <inheritdoc/>
    public override string Description => $"waits until as many items as are in flight at once are all waiting, {(HasTimers ? "each on a timer of its own" : "on one source")}";

    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [Timers];

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    private bool HasTimers => Parameter(TimersName) > 0;

    /// <inheritdoc/>
    public WorkloadNeeds Needs => WorkloadNeeds.AllAtOnce | WorkloadNeeds.SharedMemory;

    /// <summary>
    /// Garbage is collected in the foreground alone, as by a program that is to hold a million tasks. Where the runtime may collect in
    /// the background, its youngest generation is no larger than a cache, and collected two dozen times while a million green threads start.
    /// </summary>
    public IReadOnlyDictionary<string, string> WorkerEnvironment { get; } = new Dictionary<string, string> { ["DOTNET_gcConcurrent"] = "0" };

    /// <inheritdoc/>
    public IReadOnlyList<int> Concurrencies(int cores) => Sizes;

    /// <inheritdoc/>
    public override int Items(int concurrency) => concurrency;

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _count = setup.Concurrency;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Gives back what the last operation held, so that the memory of this one is found the same each time.</remarks>
    public void Begin()
    {
        _gathering = null;
        ProcessMemory.GiveBack();
        _gathering = HasTimers ? new TimedBarrier(_count, Expected) : new SharedBarrier(_count, Expected);
        _bytesBefore = ProcessMemory.Read();
        _started = Stopwatch.GetTimestamp();
        _ended = 0;
    }

    /// <inheritdoc/>
    public void OnStarted() => _started = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void OnEnded() => _ended = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Abandon() => _gathering?.Abandon();

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The operation was given up.</exception>
    public override ulong Execute<TGate>(int item, ref TGate gate) => _gathering!.Wait(item, ref gate);

    /// <inheritdoc/>
    public override ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) => _gathering!.WaitAsync(item);

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken) => _gathering!.Start(item, handler);

    /// <inheritdoc/>
    public IReadOnlyList<Phase> Observe()
    {
        if (_gathering?.AllWaiting is not { } all || _ended == 0)
        {
            return [];
        }

        return
        [
            new Phase("start", _count, Stopwatch.GetElapsedTime(_started, all.Since).TotalNanoseconds)
            {
                BytesPerItem = (all.Bytes - _bytesBefore) / (double?)_count,
            },
            new Phase("finish", _count, Stopwatch.GetElapsedTime(all.Until, _ended).TotalNanoseconds),
        ];
    }

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);
}
