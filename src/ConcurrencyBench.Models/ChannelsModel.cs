using System.Threading.Channels;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Streams;
using ConcurrencyBench.Models.Updates;

namespace ConcurrencyBench.Models;

/// <summary>
/// Communicating sequential processes: as many workers on the thread pool as the concurrency, which share nothing but a
/// bounded channel of item numbers that the caller feeds. A worker runs an item to its end before it takes the next, so
/// that the number of workers alone bounds the concurrency, and the channel bounds how far the caller runs ahead.
/// </summary>
public sealed class ChannelsModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IUpdatesState
{
    /// <summary>
    /// Messages held by the channel for each worker. One would make worker and caller wake each other at every item; an
    /// unbounded channel would hold all items at once, and nothing would hold the caller back.
    /// </summary>
    private const int CapacityPerWorker = 64;

    /// <inheritdoc/>
    public override string Id => "channels";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        170,
        "CSP",
        "workers that share nothing and talk through bounded channels",
        "pipelines, with back-pressure from the slowest stage",
        "every message has a price, and one channel's workers meet at its lock")
    {
        Look = new("#5F4690", MarkerForm.Circle, IsOpen: true),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    /// <inheritdoc/>
    public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken) =>
        new ChannelUpdates().RunAsync(state, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new ChannelStreamRunner(Task.Run).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        ChannelRoundTripRunner.Bounded.RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        // Neither side runs the other's continuations: a caller that became a worker would no longer feed the rest.
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(concurrency * CapacityPerWorker) { SingleWriter = true });
        var workers = new Task[concurrency];
        for (var worker = 0; worker < workers.Length; worker++)
        {
            workers[worker] = Task.Run(() => WorkAsync(batch, channel, cancellationToken), CancellationToken.None);
        }

        await FeedAsync(channel.Writer, batch.Count);
        await Task.WhenAll(workers);
    }

    private static async Task FeedAsync(ChannelWriter<int> items, int count)
    {
        for (var item = 0; item < count; item++)
        {
            while (!items.TryWrite(item))
            {
                // Not cancelled here: the workers look at the token before each item, and close the channel.
                if (!await items.WaitToWriteAsync(CancellationToken.None))
                {
                    return;
                }
            }
        }

        items.TryComplete();
    }

    private static async Task WorkAsync(Batch batch, Channel<int> items, CancellationToken cancellationToken)
    {
        try
        {
            // Waiting and taking apart: ReadAsync reports the end to each worker by an exception, ReadAllAsync would go on
            // with what the channel holds after a cancellation.
            while (await items.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (items.Reader.TryRead(out var item))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await batch.RunAsync(item, cancellationToken);
                }
            }
        }
        catch
        {
            Close(items);
            throw;
        }
    }

    /// <summary>Refuses new items and drops those that wait: what failed must not be followed by the rest of the operation.</summary>
    private static void Close(Channel<int> items)
    {
        items.Writer.TryComplete();
        while (items.Reader.TryRead(out _))
        {
        }
    }
}
