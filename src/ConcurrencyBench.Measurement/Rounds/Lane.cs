using ConcurrencyBench.Core.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>One model's launch within a round: its worker, the cell it is prepared for, and its failure if it had one.</summary>
internal sealed class Lane(RunSession session, string model, string workload, int round) : IAsyncDisposable
{
    private readonly bool _isConcurrent = session.Catalog.CreateModel(NullCase.ModelId(model), session.Manifest.Settings).IsConcurrent;
    private IWorker? _worker;
    private Cell? _cell;
    private int _items;

    /// <summary>Whether its worker lives and gave only right answers so far.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>This launch's processes, to be told from others'.</summary>
    public IReadOnlyList<int> Processes { get; private set; } = [];

    /// <summary>Starts the worker.</summary>
    /// <param name="concurrency">The first concurrency that it is for, to name the cell should it fail.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The failure, or null.</returns>
    public Task<JournalEntry?> LaunchAsync(int concurrency, CancellationToken cancellationToken) => Guard(CellAt(concurrency), null, async () =>
    {
        _worker = await session.Source.LaunchAsync(NullCase.ModelId(model), cancellationToken).ConfigureAwait(false);
        return null;
    });

    /// <summary>Prepares the cell at a concurrency, unless it is prepared already.</summary>
    /// <param name="concurrency">The comparison's concurrency.</param>
    /// <param name="fixtureAddress">Where the workload's fixture is.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The launch or the failure; null when there was nothing to do.</returns>
    public async Task<JournalEntry?> PrepareAsync(int concurrency, string? fixtureAddress, CancellationToken cancellationToken)
    {
        var cell = CellAt(concurrency);
        if (!IsAlive || cell == _cell)
        {
            return null;
        }

        return await Guard(cell, null, async () =>
        {
            var request = new PrepareRequest(
                NullCase.ModelId(model), workload, cell.Concurrency, session.Manifest.Seed, fixtureAddress, session.Manifest.Settings);
            var prepared = await _worker!.PrepareAsync(request, cancellationToken).ConfigureAwait(false);
            (_cell, _items, Processes) = (cell, prepared.Items, _worker.Processes());
            return new Launch
            {
                Cell = cell,
                Round = round,
                AtMilliseconds = (long)session.Clock.Elapsed.TotalMilliseconds,
                StartUpNanoseconds = prepared.StartUpNanoseconds,
                WarmUpNanoseconds = prepared.WarmUpNanoseconds,
            };
        }).ConfigureAwait(false);
    }

    /// <summary>Measures one operation of the prepared cell.</summary>
    /// <param name="block">Which block.</param>
    /// <param name="fixtureProcess">The fixture's process.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The measurement or the failure.</returns>
    public Task<JournalEntry?> MeasureAsync(int block, int? fixtureProcess, CancellationToken cancellationToken) => Guard(_cell!, block, async () =>
    {
        // The other lanes should be idle: when they are not, they disturb like any stranger.
        int[] own = [System.Environment.ProcessId, .. fixtureProcess is { } fixture ? [fixture] : Array.Empty<int>(), .. Processes];
        var fixtureBefore = FixtureCpu(fixtureProcess);
        var before = session.HostClock(own);
        var measured = await _worker!.MeasureAsync(1, cancellationToken).ConfigureAwait(false);
        var after = session.HostClock(own);
        return new Core.Records.Measurement
        {
            Cell = _cell!,
            Round = round,
            Block = block,
            AtMilliseconds = (long)session.Clock.Elapsed.TotalMilliseconds,
            Items = _items,
            Nanoseconds = measured[0].Nanoseconds,
            Costs = measured[0].Costs with { FixtureCpuNanoseconds = FixtureCpu(fixtureProcess) - fixtureBefore },
            Disturbance = HostClock.Between(before, after),
        };
    });

    /// <summary>Notes a failure that is not the worker's own, as of the fixture.</summary>
    /// <param name="concurrency">The comparison's concurrency.</param>
    /// <param name="reason">What happened.</param>
    /// <returns>The failure.</returns>
    public Failure Fail(int concurrency, WorkerException reason)
    {
        IsAlive = false;
        return Failed(CellAt(concurrency), null, reason);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _worker?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static long? FixtureCpu(int? process) => process is { } id ? ProcessClock.Read(id) : null;

    private Cell CellAt(int concurrency) => new(Cell.DotNet, model, workload, _isConcurrent ? concurrency : 1);

    private async Task<JournalEntry?> Guard(Cell cell, int? block, Func<Task<JournalEntry?>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (WorkerException exception)
        {
            IsAlive = false;
            return Failed(cell, block, exception);
        }
    }

    private Failure Failed(Cell cell, int? block, WorkerException exception) => new()
    {
        Cell = cell,
        Round = round,
        Block = block,
        AtMilliseconds = (long)session.Clock.Elapsed.TotalMilliseconds,
        Reason = exception.Message,
        ProcessId = exception.ProcessId,
        ExitCode = exception.ExitCode,
        LogTail = exception.LogTail,
    };
}
