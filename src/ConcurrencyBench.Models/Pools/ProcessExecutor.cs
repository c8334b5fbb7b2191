using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// An executor whose calls run in processes, as Python's PipedPoolExecutor. It is a <see cref="PipedPool"/> behind an
/// <see cref="Executor{TGate}"/> of as many threads, each of which hands a process one call after the other and waits for
/// its answer. Python has one thread for all processes; a thread each lets the executor's futures serve unchanged, and it
/// sleeps in a read while its process works. A call is a chunk of items, whose numbers or inputs cross to the process, and whose digests or outputs come
/// back.
/// </summary>
public sealed class ProcessExecutor : IDisposable
{
    private readonly PipedPool _pool;
    private readonly Executor<NoGate> _threads;

    private ProcessExecutor(PipedPool pool, string name, int threads)
    {
        _pool = pool;
        try
        {
            _threads = new Executor<NoGate>(name, threads, default);
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }

    /// <summary>The ids of the processes, in the order of their start.</summary>
    public IReadOnlyList<int> ProcessIds => _pool.ProcessIds;

    /// <summary>Starts the processes, waits until each is ready, and starts the threads.</summary>
    /// <param name="name">What the threads are called, before their number.</param>
    /// <param name="recipe">What the processes will run.</param>
    /// <param name="concurrency">How many processes, from 1, see <see cref="PipedPool.Start"/>: as many calls run at once.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The executor.</returns>
    /// <exception cref="PoolProcessException">A process could not be started, ended, or could not set its workload up.</exception>
    public static ProcessExecutor Start(string name, BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        var pool = PipedPool.Start(recipe, concurrency, cancellationToken);

        // A stream's sources are here, on threads beside those that wait for processes.
        return new(pool, name, recipe.Streams.Count > 0 ? StreamWorkers.PoolSize(recipe.Streams, concurrency) : pool.ProcessIds.Count);
    }

    /// <summary>Queues a call.</summary>
    /// <param name="batch">Receives the digests.</param>
    /// <param name="chunk">The items to run, in order, by one process.</param>
    /// <param name="cancellationToken">Cancels the future while the call waits; one that runs goes on.</param>
    /// <returns>The future: how many items ran.</returns>
    public Task<int> Submit(Batch batch, Chunk chunk, CancellationToken cancellationToken) => _threads.Submit(
        () =>
        {
            _pool.Run(batch, chunk);
            return chunk.Count;
        },
        cancellationToken);

    /// <summary>Queues a call that makes every round trip: a process answers, a thread of the executor asks.</summary>
    /// <param name="exchange">The round trips.</param>
    /// <param name="cancellationToken">Looked at before each question.</param>
    /// <returns>The future.</returns>
    public Task Submit(RoundTrips exchange, CancellationToken cancellationToken) => _threads.Submit(
        () =>
        {
            _pool.Run(exchange, cancellationToken);
            return exchange.Count;
        },
        cancellationToken);

    /// <summary>
    /// Runs every item once, in chunks. Once an item has thrown or the token is cancelled no other begins, not even of a chunk
    /// that a process has begun. No other call may be submitted meanwhile.
    /// </summary>
    /// <param name="batch">Receives the digests, also those of an operation that fails.</param>
    /// <param name="cancellationToken">Reaches the processes before their next item.</param>
    /// <returns>A task that ends when no item runs any more.</returns>
    /// <exception cref="PoolProcessException">A process ended, or an item threw in one.</exception>
    public Task MapAsync(Batch batch, CancellationToken cancellationToken)
    {
        var chunks = Chunk.Of(batch, _threads.Size);
        return RunAsync(operation => _threads.MapAsync(number => Run(batch, chunks[number], operation), chunks.Count, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// The same without a future for each chunk, as Python's <c>multiprocessing.Pool.map</c>: each thread hands its process one chunk after the other until
    /// there are none.
    /// </summary>
    /// <param name="batch">Receives the digests.</param>
    /// <param name="cancellationToken">Reaches the processes before their next item.</param>
    /// <returns>A task that ends when no item runs any more.</returns>
    /// <exception cref="PoolProcessException">A process ended, or an item threw in one.</exception>
    public Task WorkAsync(Batch batch, CancellationToken cancellationToken)
    {
        var chunks = Chunk.Of(batch, _threads.Size);
        var taken = -1;
        return RunAsync(operation => _threads.MapAsync(_ => Work(operation), _threads.Size, cancellationToken), cancellationToken);

        void Work(int operation)
        {
            for (var next = Interlocked.Increment(ref taken); next < chunks.Count; next = Interlocked.Increment(ref taken))
            {
                Run(batch, chunks[next], operation);
            }
        }
    }

    /// <summary>
    /// Takes every event of a stream from sources in this process, on threads of the executor, to handlers in the others, for each of which another thread
    /// waits. No other call may be submitted meanwhile.
    /// </summary>
    /// <param name="stream">Receives what the handlers made of it.</param>
    /// <param name="number">Which of the workload's streams it is.</param>
    /// <param name="concurrency">Decides how many workers there are, at most one for each thread.</param>
    /// <param name="cancellationToken">Ends the stream early.</param>
    /// <returns>A task that ends when nothing is on its way any more.</returns>
    /// <exception cref="PoolProcessException">A process ended, or a handler threw in one.</exception>
    public async Task StreamAsync(EventStream stream, int number, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var piped = _pool.Open(stream, number, concurrency, cancellationToken);

        // Not cancelled as calls: a role that is not played would leave the others waiting.
        await Task.WhenAll(Enumerable.Range(0, piped.Roles).Select(role => _threads.Submit(() => Play(piped, role), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Collects the garbage of every process; only while no call runs.</summary>
    /// <exception cref="PoolProcessException">A process ended.</exception>
    public void Collect() => _pool.Collect();

    /// <summary>Ends the threads, then the processes.</summary>
    public void Dispose()
    {
        _threads.Dispose();
        _pool.Dispose();
    }

    private static int Play(PipedStream stream, int role)
    {
        stream.Play(role);
        return role;
    }

    private async Task RunAsync(Func<int, Task> run, CancellationToken cancellationToken)
    {
        var operation = _pool.Begin();
        using (cancellationToken.UnsafeRegister(_ => _pool.Stop(), null))
        {
            await run(operation);
        }
    }

    private void Run(Batch batch, Chunk chunk, int operation)
    {
        try
        {
            _pool.Run(batch, chunk, operation);
        }
        catch
        {
            _pool.Stop();
            throw;
        }
    }
}
