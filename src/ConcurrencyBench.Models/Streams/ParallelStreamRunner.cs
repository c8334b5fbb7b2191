using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A parallel loop over shares of the sources, one for each worker, which takes its sources in turn and calls the handlers. Turns
/// of such a loop do not talk, so an event is handled where its source is.
/// </summary>
internal sealed class ParallelStreamRunner : IRunsStreams
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var shares = Math.Min(concurrency, stream.Sources);
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        ParallelModel.Run(() => Parallel.For(0, shares, options, (share, loop) => Run(stream, stream.Share(share, shares), loop, cancellationToken)));
        return Task.CompletedTask;
    }

    private static void Run(EventStream stream, (int First, int End) share, ParallelLoopState loop, CancellationToken cancellationToken)
    {
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End && !loop.IsExceptional; source++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (stream.TryNext(source, number, out var value))
                {
                    for (var handler = 0; handler < stream.Handlers; handler++)
                    {
                        stream.Handle(handler, source, value);
                    }
                }
            }
        }
    }
}
