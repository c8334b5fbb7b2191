using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Workloads.Fixtures;
using ConcurrencyBench.Workloads.Waits;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Each of n workers computes a little, which touches what a worker touches, and then holds until all of them are busy. At that moment the private memory
/// of the model's processes is read: what it is over that of the process before the operation, divided by the workers, is what one more worker takes.
/// Earlier operations have paid what comes once. In one process the workers meet in memory and the last reads. In others they meet in a
/// folder (<see cref="FolderBarrier"/>), and their parent reads its own memory and that of every process below; a worker is then a process,
/// however many items it holds.
/// </summary>
public sealed class WorkersWorkload : ItemWorkload, IFollowsOperations, IHasAvailability, IHasConcurrencies, IHasFixture, IHasNeeds, IHasPhases
{
    private const int StackBytes = 4096;

    private int _count;
    private bool _isElsewhere;
    private string? _folder;
    private AsyncBarrier? _barrier;
    private WorkersWatch? _watch;
    private long? _bytesBefore;
    private long _started;

    /// <inheritdoc/>
    public override string Id => "workers";

    /// <inheritdoc/>
    public override string Description => "holds until as many workers as are in flight at once are all busy: what one more of them takes";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public bool HasServer => false;

    /// <inheritdoc/>
    public WorkloadNeeds Needs => WorkloadNeeds.AllAtOnce;

    /// <inheritdoc/>
    public Applicability Availability => ProcessMemory.Private(System.Environment.ProcessId) is null
        ? Applicability.No("the private memory of a process is not available on this system")
        : TemporaryFolder.Try(1);

    /// <inheritdoc/>
    public IReadOnlyList<int> Concurrencies(int cores) => [Math.Max(2, cores), 2 * Math.Max(2, cores)];

    /// <inheritdoc/>
    public override int Items(int concurrency) => concurrency;

    /// <inheritdoc/>
    public Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture>(new MeetingFolder(Directory.CreateTempSubdirectory(Leftovers.Prefix("workers")).FullName));

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        (_count, _folder) = (setup.Parameters.Concurrency, setup.FixtureAddress);

        // A model whose items run in other processes has none in flight in this one.
        _isElsewhere = setup.Concurrency < _count;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        End();
        ProcessMemory.GiveBack();
        if (_isElsewhere)
        {
            _watch = new WorkersWatch(FolderBarrier.Of(_folder!, System.Environment.ProcessId), _count);
        }
        else
        {
            _barrier = new SharedBarrier(_count, Expected, () => ProcessMemory.Private(System.Environment.ProcessId));
        }

        _bytesBefore = ProcessMemory.Private(System.Environment.ProcessId);
        _started = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void OnStarted()
    {
        _started = Stopwatch.GetTimestamp();
        _watch?.Start();
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        _barrier?.Abandon();
        _watch?.End();
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The operation was given up.</exception>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        Touch(item);
        if (_barrier is { } barrier)
        {
            return barrier.Wait(item, ref gate);
        }

        if (_count > 1)
        {
            Children().Wait(item, ref gate);
        }

        return Expected(item);
    }

    /// <inheritdoc/>
    public override ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        Touch(item);
        return _barrier is { } barrier ? barrier.WaitAsync(item) : WaitInFolderAsync(item, cancellationToken);
    }

    /// <inheritdoc/>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken)
    {
        Touch(item);
        _barrier!.Start(item, handler);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Phase> Observe()
    {
        var (since, bytes, workers) = _watch is { } watch ? (watch.Since, watch.Bytes, watch.Workers) : (_barrier?.AllWaiting?.Since, _barrier?.AllWaiting?.Bytes, _count);
        return since is not { } moment ? [] :
        [
            new Phase("worker", workers, Stopwatch.GetElapsedTime(_started, moment).TotalNanoseconds) { BytesPerItem = (bytes - _bytesBefore) / (double?)workers },
        ];
    }

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        End();
        return base.DisposeAsync();
    }

    private static void Touch(int item)
    {
        Span<byte> stack = stackalloc byte[StackBytes];
        Digest.Fill((ulong)item, stack);
        GC.KeepAlive(Digest.Of(stack).ToString(CultureInfo.InvariantCulture));
    }

    private async ValueTask<ulong> WaitInFolderAsync(int item, CancellationToken cancellationToken)
    {
        if (_count > 1)
        {
            await Children().WaitAsync(item, cancellationToken);
        }

        return Expected(item);
    }

    private FolderBarrier Children() => FolderBarrier.Of(_folder!, (int)ProcFile.Field(ProcFile.Read("/proc/self/status")!, "PPid")!);

    private void End()
    {
        _watch?.Dispose();
        (_watch, _barrier) = (null, null);
    }

    private sealed class MeetingFolder(string folder) : Fixture(folder)
    {
        public override ValueTask DisposeAsync()
        {
            Directory.Delete(Address, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
