using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>One model's launch within a round: its worker, the cell it is prepared for, and its failure if it had one.</summary>
internal sealed class ModelLaunch(RunSession session, string model, int round) : IAsyncDisposable
{
    private const int OperationsInAPause = 8;
    private const int CollectionsOfAWarmUp = 7;
    private const int CollectionsUntilCompiled = 64;

    /// <summary>How many times as long as later ones the first operation may take, while its code is compiled.</summary>
    private const int Cold = 2;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private IWorker? _worker;
    private Runtime _runtime;
    private Cell? _cell;
    private Comparison? _comparison;
    private Launch? _launch;
    private bool? _hardlyCompiled;
    private bool _wasIdle;
    private CpuIdleWait? _idleWait;
    private int _items;
    private int _collections;
    private TreeMeter _meter = new([]);

    /// <summary>Whether its worker lives and gave only right answers so far.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Whether it runs on .NET, which compiles again what is called often.</summary>
    public bool IsDotNet => _runtime.IsDotNet;

    /// <summary>The model's name in the run.</summary>
    public string Model => model;

    /// <summary>This launch's processes, to be distinguished from others'.</summary>
    public IReadOnlyList<int> Processes { get; private set; } = [];

    /// <summary>Whether its items run in processes that its worker has started.</summary>
    public bool HasChildren => Processes.Count > 1;

    /// <summary>How many items of an operation each process has that runs some.</summary>
    public double ItemsOfAProcess => (double)_items / Math.Max(1, Processes.Count - 1);

    /// <summary>How many operations are run at a time before the first block: several where the runtime pauses for longer than they take before it counts calls.</summary>
    public int OperationsAtOnce => Pause > TieringDelay.Usual ? OperationsInAPause : 1;

    /// <summary>How many answers in a row found it ready for a block, that to <c>prepare</c> included (see <see cref="JitWarmUp"/>).</summary>
    public int ReadyInARow { get; private set; }

    /// <summary>How many operations the prepared cell has run before <see cref="JitWarmUp"/>.</summary>
    public int OperationsSoFar { get; private set; }

    /// <summary>
    /// Whether an operation leaves the cores to others: the items of its workload only wait, as that says of them, and for at least half of an
    /// operation. With a thousand in flight they do not, since each then costs more than its share of the wait.
    /// </summary>
    public bool WaitsMostly { get; private set; }

    /// <summary>Whether it is to be warmed up by <see cref="RehearseAsync"/>, rather than in its answer to <c>prepare</c>, and was not yet.</summary>
    public bool AwaitsRehearsal { get; private set; }

    /// <summary>Whether what it does once an operation was rehearsed until it was compiled.</summary>
    public bool IsRehearsed { get; private set; }

    private TimeSpan Pause => _worker is null ? TieringDelay.Usual : TieringDelay.Of(_runtime, _worker.Model);

    private bool WarmsUp => session.Manifest.Plan.WarmsUp;

    /// <summary>Whether it is suspended while it waits for its turn.</summary>
    private bool IsSuspendedInBetween => WarmsUp && Suspension.IsSupported && _worker?.Model.IsRestless is true;

    /// <summary>Starts the worker.</summary>
    /// <param name="first">The first comparison that it is for, to name the cell should it fail.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The failure, or null.</returns>
    public Task<JournalEntry?> LaunchAsync(Comparison first, CancellationToken cancellationToken) => GuardAsync(new Step(first, null, null, cancellationToken), async () =>
    {
        _runtime = CellOf(first).Runtime;
        _worker = await session.Source.LaunchAsync(CellOf(first), cancellationToken).ConfigureAwait(false);
        return null;
    });

    /// <summary>Prepares the model's cell of a comparison, unless it is prepared already.</summary>
    /// <returns>The failure, or null.</returns>
    public async Task<JournalEntry?> PrepareAsync(Comparison comparison, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        var cell = CellOf(comparison);
        _comparison = comparison;
        if (!IsAlive || cell == _cell)
        {
            return null;
        }

        var outcome = await GuardAsync(new Step(comparison, null, fixture, cancellationToken), async () =>
        {
            await ResumeAsync(cancellationToken).ConfigureAwait(false);
            var begun = session.Heartbeat.Here();
            AwaitsRehearsal = WarmsUp && _worker!.Rehearses;
            var request = new PrepareRequest(
                cell.ModelId, cell.Workload, cell.Concurrency, session.Manifest.Seed, fixture.Address, session.Manifest.Settings, AwaitsRehearsal ? 0 : session.Manifest.Plan.WarmUpMilliseconds)
            {
                ExtraWorkPercent = ModelAlias.ExtraWorkPercent(cell.Model) is > 0 and var extra ? extra : null,
                Parameters = cell.Parameters.HasOthers ? cell.Parameters.Others : null,
            };
            var expectation = fixture.ExpectationAt(cell.Parameters);
            var expected = (_worker!.Model.ItemsRunElsewhere ? expectation.Elsewhere : null) ?? expectation;
            var prepared = await _worker.PrepareAsync(request, expected, cancellationToken).ConfigureAwait(false);
            (_cell, _items, Processes, ReadyInARow) = (cell, prepared.Items, _worker.Processes(), 0);
            (OperationsSoFar, WaitsMostly) = (prepared.WarmUpNanoseconds.Count, fixture.Kind == WorkloadKind.Io && 2 * expected.ShortestNanoseconds >= WarmNanoseconds(prepared));
            (_hardlyCompiled, _wasIdle, _idleWait, _collections, IsRehearsed) = (null, false, null, 0, false);
            _meter = new TreeMeter(Processes);
            return new Launch
            {
                InterruptedNanoseconds = await InterruptionSinceAsync(begun, cancellationToken).ConfigureAwait(false),
                SlowFixtureNanoseconds = (long?)fixture.SlowAnswer?.TotalNanoseconds,
                Cell = cell,
                Comparison = comparison.Id,
                Round = round,
                AtMilliseconds = (long)session.Clock.Elapsed.TotalMilliseconds,
                StartUpNanoseconds = prepared.StartUpNanoseconds,
                WarmUpNanoseconds = prepared.WarmUpNanoseconds,
            };
        }).ConfigureAwait(false);
        _launch = outcome as Launch;
        return outcome as Failure;
    }

    /// <summary>
    /// The line about the prepared cell, once it is warmed up: it has the operations of <see cref="WarmUpAsync"/> too, so that those that are measured
    /// are held against the last before them.
    /// </summary>
    /// <returns>The launch; null when none was prepared, or its line was taken before.</returns>
    public Launch? TakeLaunch()
    {
        var launch = _launch;
        _launch = null;
        return launch;
    }

    /// <summary>Measures one operation of the prepared cell.</summary>
    /// <returns>The measurement or the failure.</returns>
    public Task<JournalEntry?> MeasureAsync(int block, IOpenFixture fixture, CancellationToken cancellationToken) =>
        GuardAsync(new Step(_comparison!, block, fixture, cancellationToken), async () =>
        {
            await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            return await MeasureAsync(block, fixture.ProcessId, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Runs short operations of the prepared cell, where its worker can, until what it does around items is compiled.</summary>
    /// <returns>The failure, or null.</returns>
    public Task<JournalEntry?> RehearseAsync(IOpenFixture fixture, TimeSpan limit, CancellationToken cancellationToken) =>
        GuardAsync(new Step(_comparison!, null, fixture, cancellationToken), async () =>
        {
            await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            AwaitsRehearsal = false;
            IsRehearsed = await _worker!.RehearseAsync(limit, cancellationToken).ConfigureAwait(false);
            (_wasIdle, _collections) = (false, IsRehearsed ? CollectionsUntilCompiled : _collections);
            return null;
        });

    /// <summary>Runs <see cref="OperationsAtOnce"/> operations of the prepared cell that do not count.</summary>
    /// <returns>The failure, or null.</returns>
    public Task<JournalEntry?> WarmUpAsync(IOpenFixture fixture, CancellationToken cancellationToken) =>
        GuardAsync(new Step(_comparison!, null, fixture, cancellationToken), async () =>
        {
            await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            var before = session.CompilerThreads(Processes);
            var operations = await _worker!.MeasureAsync(OperationsAtOnce, cancellationToken).ConfigureAwait(false);
            _launch = _launch is { } launch ? WithWarmUp(launch, operations) : null;
            _hardlyCompiled = _worker.Model.ItemsRunElsewhere ? HardlyCompiled(operations, before) : JitWarmUp.HardlyCompiled(operations);

            await CompileRequestsAsync(cancellationToken).ConfigureAwait(false);

            // A runtime with a long pause counts no call before it is over.
            await (OperationsAtOnce > 1 ? Task.Delay(2 * Pause, cancellationToken) : Task.CompletedTask).ConfigureAwait(false);
            return null;
        });

    /// <summary>
    /// Waits until the launch uses no core, in a run that warms up. What was called often enough is compiled again after the
    /// answer, and the next operation must not pay for it. One that would never be idle is suspended instead.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (IsSuspendedInBetween)
        {
            _idleWait = null;
            _worker?.Suspend();
        }
        else
        {
            await WaitUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        }

        ReadyInARow = (_hardlyCompiled ?? _wasIdle) ? ReadyInARow + 1 : 0;
    }

    /// <summary>Notes that the fixture could not be opened.</summary>
    /// <returns>The failure; the launch may be tried again in another round.</returns>
    public Failure Fail(Comparison first, WorkerException reason) => Failed(first, null, reason) with { MayBeRetried = true };

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Cell CellOf(Comparison comparison) => comparison.Find(model)!;

    private async Task MakeReadyAsync(CancellationToken cancellationToken)
    {
        await ResumeAsync(cancellationToken).ConfigureAwait(false);
        await CollectAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Collects garbage where items run; in the worker itself the engine does, before each operation and after it.</summary>
    private Task CollectAsync(CancellationToken cancellationToken)
    {
        _collections++;
        return _worker!.Model.ItemsRunElsewhere ? _worker.CollectAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>
    /// Collects garbage some more times, since a process that runs items gets a request for each collection as for each operation. What serves it
    /// is compiled at the thirtieth and at the sixtieth, and took a quarter of the operation's time where that was one of a block.
    /// </summary>
    private async Task CompileRequestsAsync(CancellationToken cancellationToken)
    {
        var most = HasChildren && OperationsAtOnce == 1 ? Math.Clamp(CollectionsUntilCompiled - _collections, 1, CollectionsOfAWarmUp) : 1;
        for (var collection = 0; collection < most; collection++)
        {
            await CollectAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Resumes a suspended launch. What it missed meanwhile, it does before it gets a request.</summary>
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (IsSuspendedInBetween)
        {
            _worker!.Resume();
            await WaitUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        _wasIdle = !WarmsUp || await (_idleWait ?? BeginIdleWait()).WaitAsync(cancellationToken).ConfigureAwait(false);
        _idleWait = null;
    }

    private bool? HardlyCompiled(IReadOnlyList<Measured> operations, CompilerThreads before) => _runtime.IsDotNet
        ? JitWarmUp.HardlyCompiled(operations, session.CompilerThreads(Processes).Since(before), Math.Clamp(Processes.Count - 1, 1, session.Manifest.Environment.Cores))
        : null;

    private CpuIdleWait BeginIdleWait() => new(Processes, TieringDelay.Usual, session.Activity);

    private async Task<JournalEntry?> MeasureAsync(int block, int? fixtureProcess, CancellationToken cancellationToken)
    {
        // The other launches should be idle: when they are not, they disturb like any other process.
        var server = fixtureProcess is { } fixture ? ProcessTree.ByChildren(fixture) : [];
        int[] own = [System.Environment.ProcessId, .. server, .. Processes];
        _meter.BeforeRequest(server);
        var begun = session.Heartbeat.Here();
        var before = session.HostClock(own);
        var measured = await _worker!.MeasureAsync(1, cancellationToken).ConfigureAwait(false);
        var after = session.HostClock(own);
        var once = Phase.ShareOfOnce(measured[0].Phases);
        var costs = _meter.AfterRequest(measured[0].Costs).Times(once);
        var interruption = await InterruptionSinceAsync(begun, cancellationToken).ConfigureAwait(false);

        // Garbage is no memory that the model needs.
        await CollectAsync(cancellationToken).ConfigureAwait(false);

        // Reading the levels takes as long as a look or longer: it is part of the wait.
        _idleWait = BeginIdleWait();
        return new BlockMeasurement
        {
            Cell = _cell!,
            Comparison = _comparison!.Id,
            Round = round,
            Block = block,
            AtMilliseconds = (long)session.Clock.Elapsed.TotalMilliseconds,
            Items = _items,
            Nanoseconds = measured[0].Nanoseconds * once,
            Phases = measured[0].Phases,
            Costs = _meter.WithLevels(costs),
            Disturbance = WithInterruption(HostClock.Between(before, after), measured[0].Nanoseconds, interruption),
        };
    }

    /// <summary>How long an operation takes at the least once it is warm, by the last so far.</summary>
    private static double WarmNanoseconds(Prepared prepared) => prepared.WarmUpNanoseconds[^1] / (prepared.WarmUpNanoseconds.Count > 1 ? 1 : Cold);

    /// <summary>Of many, the last are kept: a worker may have run as many in its answer to <c>prepare</c> as a journal's line can hold.</summary>
    private Launch WithWarmUp(Launch launch, IReadOnlyList<Measured> operations) => launch with
    {
        WarmUpNanoseconds = [.. launch.WarmUpNanoseconds.Concat(operations.Select(operation => operation.Nanoseconds * Phase.ShareOfOnce(operation.Phases))).TakeLast(RecordRules.MostWarmUps)],
        IsWarmedUpBesideOthers = WaitsMostly,
    };

    /// <summary>What is known of the run itself is recorded also where nothing is known of others.</summary>
    private static Disturbance? WithInterruption(Disturbance? others, double nanoseconds, long? interruption) => interruption is null
        ? others
        : (others ?? new Disturbance { WindowNanoseconds = (long)nanoseconds, StealNanoseconds = 0, ForeignCpuNanoseconds = 0 }) with { InterruptedNanoseconds = interruption };

    private async Task<long?> InterruptionSinceAsync(Heartbeat.Mark mark, CancellationToken cancellationToken) =>
        (long?)(await session.Heartbeat.InterruptionSinceAsync(mark, cancellationToken).ConfigureAwait(false))?.TotalNanoseconds;

    private async Task<JournalEntry?> GuardAsync(Step step, Func<Task<JournalEntry?>> run)
    {
        var begun = session.Heartbeat.Here();
        try
        {
            // Nothing goes into the journal that would be refused when it is read.
            return await run().ConfigureAwait(false) is not { } entry ? null
                : RecordRules.Of(entry) is { } fault ? throw new WorkerException($"what was read around the request cannot be: {fault}", null, null, [])
                : entry;
        }
        catch (WorkerException exception)
        {
            // An interrupt of the run may have ended its workers too: that is no failure of theirs.
            step.CancellationToken.ThrowIfCancellationRequested();
            IsAlive = false;
            var failure = Failed(step.Comparison, step.Block, exception);
            if (step.Fixture is not null)
            {
                // A connection breaks a moment before its server is known to have ended.
                await Task.Delay(Moment, step.CancellationToken).ConfigureAwait(false);
            }

            if (step.Fixture?.End is { } end)
            {
                return failure with { Reason = $"the fixture's {end}, and so: {failure.Reason}", MayBeRetried = true };
            }

            // Connections time out and clusters fall apart while nothing runs.
            return await session.Heartbeat.InterruptionSinceAsync(begun, step.CancellationToken).ConfigureAwait(false) is null
                ? failure
                : failure with { Reason = $"the run was stopped meanwhile, and so: {failure.Reason}", MayBeRetried = true };
        }
    }

    private Failure Failed(Comparison comparison, int? block, WorkerException exception) => new()
    {
        Cell = CellOf(comparison),
        Comparison = comparison.Id,
        Round = round,
        Block = block,
        AtMilliseconds = (long)session.Clock.Elapsed.TotalMilliseconds,
        Reason = exception.Message,
        ProcessId = exception.ProcessId,
        ExitCode = exception.ExitCode,
        LogTail = exception.LogTail,
    };

    private sealed record Step(Comparison Comparison, int? Block, IOpenFixture? Fixture, CancellationToken CancellationToken);
}
