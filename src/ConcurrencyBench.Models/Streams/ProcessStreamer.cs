using ConcurrencyBench.Core.Streams;
using ConcurrencyBench.Models.Schedulers;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Processes of the pool for sources and processes for handlers, with a ring in shared memory from each of the one to each of the
/// others; what the handlers keep is shared memory too. Rejected: a pipe between them, a call of the system or two for each
/// portion of events.
/// </summary>
/// <param name="pool">The pool; null until the model is prepared.</param>
/// <param name="streams">The workload's streams.</param>
internal sealed class ProcessStreamer(ProcessPool? pool, IReadOnlyList<EventStream> streams) : IStreamer
{
    /// <summary>How many processes a pool needs for the streams: either side of each has at least one.</summary>
    /// <param name="streams">The workload's streams, one at least.</param>
    /// <param name="concurrency">How many workers there may be.</param>
    /// <returns>The pool's size.</returns>
    public static int Peers(IReadOnlyList<EventStream> streams, int concurrency) =>
        streams.Select(stream => StreamWorkers.Of(stream, concurrency)).Max(workers => workers.Sources + workers.Handlers);

    /// <summary>How much memory the processes share for the largest of the streams.</summary>
    /// <param name="streams">The workload's streams.</param>
    /// <param name="concurrency">The most workers there will be.</param>
    /// <returns>Bytes; 0 for no streams.</returns>
    public static long Bytes(IReadOnlyList<EventStream> streams, int concurrency) =>
        streams.Select(stream => SharedStream.Size(stream, StreamWorkers.Of(stream, concurrency))).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var number = streams.TakeWhile(other => other != stream).Count();
        (pool ?? throw new InvalidOperationException("the pool was not prepared")).Run(stream, number, concurrency, cancellationToken);
        return Task.CompletedTask;
    }
}
