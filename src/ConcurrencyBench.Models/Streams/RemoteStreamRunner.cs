using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>Takes a stream from sources to handlers in other processes, each of which has the workload's streams and is given the number of one.</summary>
/// <param name="stream">Receives what the handlers made of it.</param>
/// <param name="number">Which of the workload's streams it is, from 0.</param>
/// <param name="concurrency">The most workers at once, from 1.</param>
/// <param name="cancellationToken">Ends the stream early.</param>
/// <returns>A task that ends when nothing is on its way any more.</returns>
internal delegate Task RemoteStream(EventStream stream, int number, int concurrency, CancellationToken cancellationToken);

/// <summary>Streams of a model whose workers are other processes.</summary>
internal sealed class RemoteStreamRunner(IReadOnlyList<EventStream> streams, RemoteStream run) : IRunsStreams
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        run(stream, streams.TakeWhile(other => other != stream).Count(), concurrency, cancellationToken);
}
