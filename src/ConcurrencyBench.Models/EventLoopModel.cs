using ConcurrencyBench.Core.Streams;
using ConcurrencyBench.Models.Schedulers;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Async methods as those of <see cref="AsyncModel"/>, as many as the concurrency, but all on the caller's thread, as in
/// Python's asyncio: what they await comes back to the loop's queue, and waits for time are the loop's own timers. Items
/// that compute do so on the loop, which does nothing else meanwhile.
/// </summary>
public sealed class EventLoopModel : Model
{
    /// <inheritdoc/>
    public override string Id => "event-loop";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        40,
        "Asyncio",
        "async methods that take turns on the one thread of an event loop",
        "thousands of connections at once, without locks",
        "cooperative: whoever blocks or computes stops everyone, and there is one core");

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment { get; } = SingleThread.Environment;

    /// <inheritdoc/>
    public override IStreamer Streamer { get; } = new LoopStreamer();

    /// <inheritdoc/>
    public override Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var items = new ItemCounter(batch.Count, cancellationToken);
        EventLoop.Run(_ =>
        {
            var pumps = new Task[concurrency];
            for (var pump = 0; pump < pumps.Length; pump++)
            {
                pumps[pump] = AsyncPump.RunAsync(batch, items, cancellationToken);
            }

            return Task.WhenAll(pumps);
        });
        return Task.CompletedTask;
    }
}
