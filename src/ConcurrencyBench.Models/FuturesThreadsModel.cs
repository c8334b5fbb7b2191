using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// A fixed pool of threads, as many as the concurrency, started once and kept. Every item is submitted as a call with a
/// future of its own, and all futures are awaited. Rejected: chunks of items in one call, which on threads save a future
/// for each item but give up what futures are for, a result and a failure of each call (Python's ThreadPoolExecutor.map
/// ignores its chunk size for that reason). Rejected too: submitting only as much as a window holds, which stalls behind a slow item.
/// </summary>
public sealed class FuturesThreadsModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, ILimitsConcurrency
{
    private Executor<NoGate>? _executor;

    /// <inheritdoc/>
    public override string Id => "futures-threads";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        90,
        "Concurrent futures",
        "calls submitted to a fixed pool of threads, each with a future for its result",
        "I/O and computation alike behind one simple interface",
        "every call costs a future and a place in a queue; a call that waits keeps its thread")
    {
        Look = new("#332288", MarkerForm.Square),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new FutureStreamRunner<NoGate>(_executor, default, () => new CollectionQueue<HandlerEvent>(StreamWorkers.QueueCapacity)).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new FutureRoundTripRunner<NoGate>(_executor, default, () => new SemaphoreMailbox<byte[]>()).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) => ThreadLimit.OfThisSystem().Allows(concurrency);

    /// <inheritdoc/>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _executor = new Executor<NoGate>(Id, StreamWorkers.PoolSize(recipe.Streams, concurrency), default);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken) =>
        (_executor ?? throw new InvalidOperationException("the pool was not prepared")).MapAsync(batch.Run, batch.Count, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _executor?.Dispose();
        _executor = null;
        return base.DisposeAsync();
    }
}
