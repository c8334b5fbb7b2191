using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A call submitted to a pool of threads for each role of a stream, which lasts as long as the stream: see
/// <see cref="StreamRoles{TGate}"/>. A call for each event would measure the executor's calls instead.
/// </summary>
/// <typeparam name="TGate">The type of the gate that the pool's threads have passed.</typeparam>
/// <param name="executor">The pool, with a thread for each role; null until the model is prepared.</param>
/// <param name="gate">The gate.</param>
/// <param name="open">Makes the queue of a worker that runs handlers.</param>
internal sealed class FutureStreamRunner<TGate>(Executor<TGate>? executor, TGate gate, Func<IBlockingQueue<HandlerEvent>> open) : IRunsStreams
    where TGate : struct, IGate
{
    public async Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var pool = executor ?? throw new InvalidOperationException("the pool was not prepared");
        cancellationToken.ThrowIfCancellationRequested();
        using var roles = new StreamRoles<TGate>(stream, StreamWorkers.Of(stream, concurrency), gate, open);
        if (roles.Count > pool.Size)
        {
            throw new InvalidOperationException($"{roles.Count} calls that wait for each other need as many threads, and the pool has {pool.Size}");
        }

        using (cancellationToken.UnsafeRegister(_ => roles.Stop(), null))
        {
            // Not cancelled as calls: a role that is not played would leave the others waiting.
            await pool.MapAsync(roles.Play, roles.Count, CancellationToken.None);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
