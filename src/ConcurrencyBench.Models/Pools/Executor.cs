namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// A fixed pool of threads to which calls are submitted, as Python's ThreadPoolExecutor (PEP 3148) and Java's fixed
/// ExecutorService. A call is queued, runs on a thread of the pool, and its result or exception is in its future.
/// <para>
/// The future is the framework's <see cref="Task"/> and the pool a <see cref="TaskScheduler"/>, which is how .NET spells an
/// executor. A future type of our own would add a conversion and could not be awaited. Python's <c>result()</c> is
/// <c>await</c>, its <c>cancel()</c> the token of the call, its <c>wait</c> <see cref="Task.WhenAll(Task[])"/>.
/// </para>
/// </summary>
/// <typeparam name="TGate">The type of the gate that the threads pass while they run calls.</typeparam>
/// <param name="name">What the threads are called, before their number.</param>
/// <param name="size">How many threads, from 1: as many calls run at once.</param>
/// <param name="gate">The gate.</param>
public sealed class Executor<TGate>(string name, int size, TGate gate) : IDisposable
    where TGate : struct, IGate
{
    private readonly PoolScheduler<TGate> _pool = new(name, size, gate);
    private readonly TGate _gate = gate;
    private bool _disposed;

    /// <summary>How many threads there are.</summary>
    public int Size => size;

    /// <summary>Queues a call.</summary>
    /// <typeparam name="TResult">What it gives.</typeparam>
    /// <param name="call">What a thread of the pool runs; it must not wait for a future of the same pool.</param>
    /// <param name="cancellationToken">Cancels the future while the call waits; one that runs goes on.</param>
    /// <returns>The future.</returns>
    public Task<TResult> Submit<TResult>(Func<TResult> call, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);

        // Who awaits the future must not go on inline on a thread of the pool, which it might then dispose. Not StartNew, whose
        // tasks learn only from the thread that takes them that they have been cancelled.
        var future = new Task<TResult>(
            call, cancellationToken, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            future.Start(_pool);
        }
        catch (InvalidOperationException) when (future.IsCanceled)
        {
            // Cancelled before it was queued: the future says so.
        }

        return future;
    }

    /// <summary>
    /// Calls a function with every number below a count: each a call with a future of its own, all submitted at once, then
    /// waited for. Once a call has failed or the token is cancelled no other begins; the task ends after those that run.
    /// </summary>
    /// <param name="function">What the threads of the pool run.</param>
    /// <param name="count">How many calls.</param>
    /// <param name="cancellationToken">Looked at before each call.</param>
    /// <returns>A task that ends when no call runs any more, and fails with a call's exception.</returns>
    public async Task MapAsync(Action<int> function, int count, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();

        // Goes on outside the pool, as after Submit: the TPL runs no awaiter inline where a task of a scheduler has just ended.
        await Task.WhenAll(SubmitAll(new Mapping(function, cancellationToken), count));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Runs the calls that wait and ends the threads.</summary>
    public void Dispose()
    {
        _disposed = true;
        _pool.Dispose();
    }

    // The caller passes the gate too: under a GIL a thread that submits calls is one more that runs code of the interpreter.
    private ReadOnlySpan<Task> SubmitAll(Mapping mapping, int count)
    {
        var futures = new Task[count];
        var submitted = 0;
        var gate = _gate;
        gate.ExitBlocking();
        try
        {
            for (; submitted < count && !mapping.HasStopped; submitted++)
            {
                futures[submitted] = Task.Factory.StartNew(
                    mapping.Call, submitted, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _pool);
                gate.Checkpoint();
            }
        }
        finally
        {
            gate.EnterBlocking();
        }

        return futures.AsSpan(0, submitted);
    }

    // The calls share one look at the token: given to each task, it would cost every item a second object.
    private sealed class Mapping
    {
        private readonly Action<int> _function;
        private readonly CancellationToken _cancellationToken;
        private volatile bool _failed;

        public Mapping(Action<int> function, CancellationToken cancellationToken)
        {
            (_function, _cancellationToken) = (function, cancellationToken);
            Call = Run;
        }

        /// <summary>The body of each task: made once, given the number.</summary>
        public Action<object?> Call { get; }

        public bool HasStopped => _failed || _cancellationToken.IsCancellationRequested;

        private void Run(object? number)
        {
            if (HasStopped)
            {
                return;
            }

            try
            {
                _function((int)number!);
            }
            catch
            {
                _failed = true;
                throw;
            }
        }
    }
}
