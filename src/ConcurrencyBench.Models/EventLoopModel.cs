using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Forks;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Async methods as those of <see cref="AsyncModel"/>, as many as the concurrency, but all on the caller's thread, as in
/// Python's asyncio. What they await comes back to the loop's queue, and waits for time are the loop's own timers. Items
/// that compute do so on the loop, which does nothing else meanwhile.
/// </summary>
public sealed class EventLoopModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IForks, IHasOneThread
{
    /// <inheritdoc/>
    public override string Id => "event-loop";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        40,
        "Asyncio",
        "async methods that take turns on the one thread of an event loop",
        "thousands of connections at once, without locks",
        "cooperative: an item that blocks or computes stops all others, and there is one core")
    {
        Look = new("#56B4E9", MarkerForm.Square, IsOpen: true),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment { get; } = SingleThread.Environment;

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new LoopForks().SumAsync(tree, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new LoopStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new EventLoopRoundTripRunner().RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        EventLoop.Run(_ => new AsyncPump(batch, cancellationToken).RunAsync(concurrency));
        return Task.CompletedTask;
    }
}
