using System.Diagnostics;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Processes;
using StreamJsonRpc;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>A worker process at the other end of the protocol. Whatever goes wrong there becomes a <see cref="WorkerException"/>.</summary>
internal sealed class WorkerClient : IWorker
{
    // The system may write a core file before a process has ended, and a busy one takes its time.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>An operation that takes this many times its slowest warm-up hangs.</summary>
    private const int HangFactor = 20;

    private readonly ChildProcess _process;
    private readonly JsonRpc _connection;
    private readonly Deadlines _deadlines;
    private readonly Heartbeat _heartbeat;
    private TimeSpan _measureDeadline;
    private CellExpectation? _expected;
    private string? _disconnection;
    private IReadOnlyList<string> _optional = [];
    private bool _isBusyOrBroken;
    private bool _isSuspended;

    /// <summary>Takes over a started worker.</summary>
    /// <param name="process">Its process, which it owns from now on.</param>
    /// <param name="deadlines">How long it may take; null for what real workers get.</param>
    /// <param name="heartbeat">Reports when this process ran, which is what deadlines count; null for this process's own.</param>
    public WorkerClient(ChildProcess process, Deadlines? deadlines = null, Heartbeat? heartbeat = null)
    {
        _heartbeat = heartbeat ?? Heartbeat.OfThisProcess;
        _process = process;
        _deadlines = deadlines ?? Deadlines.Default;
        _measureDeadline = _deadlines.ShortestMeasure;
        _connection = ProtocolConnection.Create(process.Input, process.Output);
        _connection.Disconnected += (_, end) => _disconnection = end.Reason is DisconnectedReason.ParseError or DisconnectedReason.StreamError
            ? end.Description
            : null;
        _connection.StartListening();
    }

    public IReadOnlyList<int> Processes() => ProcessTree.ByChildren(_process.Id);

    public DescribedModel Model { get; private set; } = new(string.Empty);

    /// <summary>Asks a worker that was started for nothing in particular what it is, and ends it.</summary>
    public static async Task<WorkerDescription> DescribeOnceAsync(ChildProcess process, ModelSettings settings, CancellationToken cancellationToken)
    {
        var worker = new WorkerClient(process);
        await using (worker.ConfigureAwait(false))
        {
            return await worker.DescribeAsync(settings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary><c>describe</c>: who the worker is.</summary>
    public async Task<WorkerDescription> DescribeAsync(ModelSettings settings, CancellationToken cancellationToken)
    {
        var description = await CallAsync<WorkerDescription>("describe", _deadlines.Describe, cancellationToken, settings).ConfigureAwait(false);
        _optional = Checked("describe", description, RecordRules.Of).OptionalMethods;
        return description;
    }

    /// <summary>Takes the worker for a cell.</summary>
    /// <exception cref="WorkerException">It is of another runtime, or does not have the model or the workload.</exception>
    public void Take(Cell cell, WorkerDescription description)
    {
        Model = description.Find(cell.ModelId) is { } model && description.Runtime == cell.Runtime && description.Runs(model, cell.Workload)
            ? model
            : throw Failed($"worker of {description.Runtime} {description.RuntimeVersion} does not run {cell.ModelId} with {cell.Workload} on {cell.Runtime}");
    }

    public async Task<Prepared> PrepareAsync(PrepareRequest request, CellExpectation expected, CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        var answer = await CallAsync<Prepared>("prepare", _deadlines.Prepare, cancellationToken, request).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(asked);
        var prepared = Checked("prepare", answer, prepared => AnswerRules.Of(prepared, expected, elapsed));
        _expected = expected;
        var slowest = TimeSpan.FromMilliseconds(prepared.WarmUpNanoseconds.Max() / 1e6);
        _measureDeadline = _deadlines.ShortestMeasure > HangFactor * slowest ? _deadlines.ShortestMeasure : HangFactor * slowest;
        return prepared;
    }

    public bool Rehearses => _optional.Contains(WorkerDescription.Rehearse);

    public async Task<bool> RehearseAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        await CallAsync<bool?>(WorkerDescription.Rehearse, _measureDeadline + limit, cancellationToken, (int)limit.TotalMilliseconds).ConfigureAwait(false) is true;

    public Task CollectAsync(CancellationToken cancellationToken) => _optional.Contains(WorkerDescription.Collect)
        ? CallAsync<object?>(WorkerDescription.Collect, _measureDeadline, cancellationToken)
        : Task.CompletedTask;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        var expected = _expected ?? throw new InvalidOperationException("measure is asked of a prepared worker");
        var asked = Stopwatch.GetTimestamp();
        var answer = await CallAsync<IReadOnlyList<Measured>>("measure", _measureDeadline * count, cancellationToken, count).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(asked);
        return Checked("measure", answer, measured => AnswerRules.Of(measured, count, expected, elapsed));
    }

    /// <summary><c>idle</c>: does what comes before an operation, so that a worker of this program has compiled it before one counts.</summary>
    /// <param name="count">How many times, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task IdleAsync(int count, CancellationToken cancellationToken) =>
        CallAsync<object?>(WorkerDescription.Idle, _measureDeadline, cancellationToken, count);

    public void Suspend()
    {
        // The number of one that has ended may be another's by now.
        if (_process.ExitCode is null)
        {
            _isSuspended = true;
            Suspension.Suspend(Processes());
        }
    }

    public void Resume()
    {
        if (_isSuspended)
        {
            _isSuspended = false;
            if (_process.ExitCode is null)
            {
                Suspension.Resume(Processes());
            }
        }
    }

    public Task ShutdownAsync(CancellationToken cancellationToken) =>
        CallAsync<object?>("shutdown", _deadlines.Shutdown, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Resume();
        try
        {
            if (!_isBusyOrBroken)
            {
                await ShutdownAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (WorkerException)
        {
            // It measured what it had to; what it holds ends with it below.
        }

        if (_isBusyOrBroken)
        {
            _process.Kill();
        }

        _connection.Dispose();

        // Blocks until the process has ended: not on the thread that ends all the others meanwhile.
        await Task.Run(_process.Dispose).ConfigureAwait(false);
    }

    private async Task<T> CallAsync<T>(
        string method, TimeSpan deadline, CancellationToken cancellationToken, params object[] arguments)
    {
        // Set until the answer is here: a worker whose call was given up must be ended by force.
        _isBusyOrBroken = true;
        try
        {
            // The token stays on this side: a worker cannot be interrupted inside an operation, only ended.
            var answer = await _heartbeat.WaitAsync(_connection.InvokeAsync<T>(method, arguments), deadline, cancellationToken).ConfigureAwait(false);
            _isBusyOrBroken = false;
            return answer;
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw Failed($"worker did not answer '{method}' within {deadline.TotalSeconds:0} s and was ended");
        }
        catch (RemoteRpcException exception) when (exception is not ConnectionLostException)
        {
            _isBusyOrBroken = false;
            throw Failed(exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or NotSupportedException or ArgumentException
            || (exception is InvalidOperationException and not ObjectDisposedException))
        {
            throw Failed($"worker broke the protocol during '{method}' ({exception.Message})");
        }
        catch (Exception exception) when (exception is ConnectionLostException or ObjectDisposedException or IOException)
        {
            throw await DescribeLossAsync(method).ConfigureAwait(false);
        }
    }

    /// <summary>The pipe broke: either the process ended, and how is known in a moment, or it said something that is no message.</summary>
    private async Task<WorkerException> DescribeLossAsync(string method)
    {
        try
        {
            await _process.WaitForExitAsync(Moment, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            return Failed($"worker broke the protocol during '{method}' and was ended ({_disconnection ?? "its output closed"})");
        }

        return Failed(_disconnection is null
            ? $"worker {_process.DescribeEnd()} during '{method}'"
            : $"worker broke the protocol during '{method}' ({_disconnection}); {_process.DescribeEnd()}");
    }

    private T Checked<T>(string method, T? answer, Func<T, Fault?> check)
        where T : class
    {
        // A worker that said one thing that cannot be is believed nothing more.
        _isBusyOrBroken = true;
        var fault = answer is null ? new Fault("the answer", "null", "an object was expected") : check(answer);
        _isBusyOrBroken = fault is not null;
        return fault is null ? answer! : throw Failed($"worker answered '{method}' wrongly: {fault}");
    }

    private WorkerException Failed(string reason) => new(reason, _process.Id, _process.ExitCode, _process.LogTail);
}
