using System.Collections.Concurrent;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A query over shares of the sources, one for each worker: it takes the sources of its share in turn, filters, maps and calls the
/// handlers. A query pulls, so nothing queues, and an event is handled where its source is.
/// </summary>
internal sealed class PlinqStreamRunner : IRunsStreams
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var shares = Math.Min(concurrency, stream.Sources);
        ParallelModel.Run(() => Partitioner.Create(Enumerable.Range(0, shares), EnumerablePartitionerOptions.NoBuffering)
            .AsParallel()
            .WithDegreeOfParallelism(shares)
            .WithCancellation(cancellationToken)
            .SelectMany(share => Take(stream, stream.Share(share, shares), cancellationToken))
            .Where(taken => EventStream.Passes(taken.Value))
            .Select(taken => taken with { Value = EventStream.Map(taken.Value) })
            .ForAll(taken =>
            {
                for (var handler = 0; handler < stream.Handlers; handler++)
                {
                    stream.Handle(handler, taken.Source, taken.Value);
                }
            }));
        return Task.CompletedTask;
    }

    private static IEnumerable<StreamEvent> Take(EventStream stream, (int First, int End) share, CancellationToken cancellationToken)
    {
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End; source++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new StreamEvent(source, stream.Next(source, number));
            }
        }
    }
}
