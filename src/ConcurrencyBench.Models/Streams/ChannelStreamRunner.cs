using System.Threading.Channels;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A bounded channel and a reader for each handler; a writer puts the events of its sources into all of them. A source that
/// is ahead waits for the slowest handler.
/// </summary>
/// <param name="start">Starts a reader or a writer: on the thread pool, or where the caller is.</param>
internal sealed class ChannelStreamRunner(Func<Func<Task>, Task> start) : IRunsStreams
{
    // As many events as make a wake-up rare; the whole of it stays in a core's cache.
    private const int Capacity = 1024;

    public async Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var shares = StreamWorkers.Of(stream, concurrency).Sources;
        var options = new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = shares == 1 };
        var channels = Enumerable.Range(0, stream.Handlers).Select(_ => Channel.CreateBounded<StreamEvent>(options)).ToArray();

        // Closed channels are how a failure and a cancellation reach all sides: a token in each wait would cost an object each.
        using (cancellationToken.UnsafeRegister(_ => Close(channels), null))
        {
            var readers = channels.Select((channel, handler) => start(() => GuardAsync(ReadAsync(stream, handler, channel), channels))).ToArray();
            var writers = Enumerable.Range(0, shares)
                .Select(share => start(() => GuardAsync(WriteAsync(stream, stream.Share(share, shares), channels), channels))).ToArray();
            await Task.WhenAll([.. readers, CloseAfterAsync(writers, channels)]);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task WriteAsync(EventStream stream, (int First, int End) share, Channel<StreamEvent>[] channels)
    {
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End; source++)
            {
                if (!stream.TryNext(source, number, out var value))
                {
                    continue;
                }

                foreach (var channel in channels)
                {
                    while (!channel.Writer.TryWrite(new StreamEvent(source, value)))
                    {
                        if (!await channel.Writer.WaitToWriteAsync(CancellationToken.None))
                        {
                            return;
                        }
                    }
                }
            }
        }
    }

    private static async Task ReadAsync(EventStream stream, int handler, Channel<StreamEvent> events)
    {
        while (await events.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (events.Reader.TryRead(out var taken))
            {
                stream.Handle(handler, taken.Source, taken.Value);
            }
        }
    }

    private static async Task GuardAsync(Task work, Channel<StreamEvent>[] channels)
    {
        try
        {
            await work;
        }
        catch
        {
            Close(channels);
            throw;
        }
    }

    private static async Task CloseAfterAsync(Task[] writers, Channel<StreamEvent>[] channels)
    {
        try
        {
            await Task.WhenAll(writers);
        }
        finally
        {
            Close(channels);
        }
    }

    private static void Close(Channel<StreamEvent>[] channels) => Array.ForEach(channels, channel => channel.Writer.TryComplete());
}
