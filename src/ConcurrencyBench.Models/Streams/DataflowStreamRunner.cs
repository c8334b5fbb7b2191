using System.Threading.Tasks.Dataflow;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A bounded action block for each handler, which takes one event at a time; what feeds them waits for the one that is full.
/// Rejected: a broadcast block, which drops what a bounded target is too slow to take, and blocks of their own for filter and
/// map, which would each cost a message more than they compute.
/// </summary>
internal sealed class DataflowStreamRunner : IRunsStreams
{
    // As the channels of the model that this is held against.
    private const int Capacity = 1024;

    public async Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var shares = StreamWorkers.Of(stream, concurrency).Sources;
        var options = new ExecutionDataflowBlockOptions
        {
            BoundedCapacity = Capacity,
            SingleProducerConstrained = shares == 1,
            CancellationToken = cancellationToken,
        };
        var handlers = Enumerable.Range(0, stream.Handlers)
            .Select(handler => new ActionBlock<StreamEvent>(taken => stream.Handle(handler, taken.Source, taken.Value), options)).ToArray();
        var feeds = Enumerable.Range(0, shares)
            .Select(share => Task.Run(() => FeedAsync(stream, stream.Share(share, shares), handlers), CancellationToken.None)).ToArray();
        await Task.WhenAll([CompleteAfterAsync(feeds, handlers), .. handlers.Select(handler => handler.Completion)]);
    }

    private static async Task FeedAsync(EventStream stream, (int First, int End) share, ActionBlock<StreamEvent>[] handlers)
    {
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End; source++)
            {
                if (!stream.TryNext(source, number, out var value))
                {
                    continue;
                }

                foreach (var handler in handlers)
                {
                    // A full block makes the feed wait; one that failed or was cancelled takes nothing any more.
                    var next = new StreamEvent(source, value);
                    if (!handler.Post(next) && !await handler.SendAsync(next, CancellationToken.None))
                    {
                        return;
                    }
                }
            }
        }
    }

    private static async Task CompleteAfterAsync(Task[] feeds, ActionBlock<StreamEvent>[] handlers)
    {
        // Each feed ends at the first block that refuses, so that none goes on after a failure.
        try
        {
            await Task.WhenAll(feeds);
        }
        finally
        {
            Array.ForEach(handlers, handler => handler.Complete());
        }
    }
}
