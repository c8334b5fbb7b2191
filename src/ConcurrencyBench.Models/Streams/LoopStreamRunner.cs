using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Async methods on the one thread of an event loop, with bounded channels between them, as asyncio's tasks have its queues: who
/// finds a channel full or empty gives the loop to another.
/// </summary>
internal sealed class LoopStreamRunner : IRunsStreams
{
    private static readonly ChannelStreamRunner Channels = new(method => method());

    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        // One writer takes the sources in turn: on one thread a second would only add waits.
        EventLoop.Run(_ => Channels.RunAsync(stream, 1, cancellationToken));
        return Task.CompletedTask;
    }
}
