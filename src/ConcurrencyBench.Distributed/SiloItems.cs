using System.Runtime.InteropServices;
using ConcurrencyBench.Abstractions.Engine;

namespace ConcurrencyBench.Distributed;

/// <summary>What the grains of one silo share: the operation, opened once, and which operations were stopped.</summary>
/// <param name="catalog">The workloads that the silo may run.</param>
internal sealed class SiloItems(Catalog catalog) : IDisposable
{
    private readonly Lock _lock = new();
    private Task<Operation>? _opening;
    private CancellationTokenSource _stop = new();
    private long _operation;
    private long _stopped;

    /// <summary>Sets the workload up, unless another grain has had it done.</summary>
    /// <returns>Why it cannot be set up; null when items can run.</returns>
    public async Task<string?> OpenAsync(SiloBatch task)
    {
        lock (_lock)
        {
            _opening ??= Task.Run(() => task.OpenAsync(catalog));
        }

        try
        {
            await _opening;
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return failure.ToString();
        }
    }

    /// <summary>Runs items one after the other, until one fails or the operation is stopped.</summary>
    public async Task<SiloReply> RunAsync(long operation, int first, int count)
    {
        var batch = (await OpenedAsync()).Batch;

        // Computation leaves the grain's turn, which would hold up the grain's other calls: Orleans asks for short turns.
        return batch.Traits.Kind == WorkloadKind.Cpu
            ? await Task.Run(() => RunItemsAsync(batch, operation, first, count))
            : await RunItemsAsync(batch, operation, first, count);
    }

    /// <summary>Answers a message of an item that is a round trip.</summary>
    public async Task<SiloReply> AnswerAsync(byte[] question)
    {
        try
        {
            return new SiloReply((await OpenedAsync()).RoundTrips!.Answer(question), null);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return new SiloReply([], thrown.ToString());
        }
    }

    /// <summary>Lets no item of an operation begin any more, and ends its waits early.</summary>
    /// <param name="operation">Which operation; those before it are stopped too.</param>
    public void Stop(long operation)
    {
        CancellationTokenSource? stop;
        lock (_lock)
        {
            _stopped = Math.Max(_stopped, operation);
            stop = _operation <= operation ? _stop : null;
        }

        stop?.Cancel();
    }

    /// <summary>The operation, once it has been opened.</summary>
    public Task<Operation> OpenedAsync() => _opening ?? throw new InvalidOperationException("the silo has not received what to run");

    public void Dispose() => _stop.Dispose();

    private async Task<SiloReply> RunItemsAsync(Batch batch, long operation, int first, int count)
    {
        var digests = new ulong[count];
        var ran = 0;
        var token = TokenOf(operation);
        string? failure = null;
        try
        {
            for (; ran < count && !token.IsCancellationRequested; ran++)
            {
                digests[ran] = await batch.ExecuteAsync(first + ran, token);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The caller that stopped the operation knows of it.
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            failure = thrown.ToString();
            Stop(operation);
        }

        return new SiloReply(MemoryMarshal.AsBytes(digests.AsSpan(0, ran)).ToArray(), failure);
    }

    // A chunk that was on its way when its operation was stopped comes too late.
    private CancellationToken TokenOf(long operation)
    {
        lock (_lock)
        {
            if (operation <= _stopped)
            {
                return new CancellationToken(canceled: true);
            }

            if (operation > _operation)
            {
                _operation = operation;
                _stop = new CancellationTokenSource();
            }

            return _stop.Token;
        }
    }
}
