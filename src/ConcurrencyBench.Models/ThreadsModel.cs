using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Forks;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Dedicated OS threads, as many as the concurrency, started inside the operation because their creation is part of what
/// threads cost; where they serve kept connections they are started with those. They take items from a shared counter and block
/// where an item waits.
/// </summary>
public sealed class ThreadsModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IForks, ILimitsConcurrency
{
    private ThreadTeam? _team;

    /// <inheritdoc/>
    public override string Id => "threads";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        10,
        "Threading",
        "OS threads that share one process and its memory",
        "overlapping I/O and work in the background",
        "each thread costs memory and time to start; a GIL, where there is one, lets only one of them compute")
    {
        Look = new("#0072B2", MarkerForm.Square),
    };

    /// <inheritdoc/>
    public EventPath EventPath => EventPath.BetweenThreads;

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new ThreadForks(Id).SumAsync(tree, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new ThreadStreamRunner<NoGate>(Id, default, () => new CollectionQueue<HandlerEvent>(StreamWorkers.QueueCapacity)).RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new ThreadRoundTripRunner(Id).RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Applicability Allows(Workload workload, int concurrency) => ThreadLimit.OfThisSystem().Allows(concurrency);

    /// <inheritdoc/>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _team = ThreadTeam.For(recipe, Id, concurrency);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var items = new ItemCounter(batch, cancellationToken);
        (_team ?? throw new InvalidOperationException("the team was not prepared")).Run(items, () =>
        {
            while (items.TryTake(out var item))
            {
                batch.Run(item);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _team?.Dispose();
        _team = null;
        return base.DisposeAsync();
    }
}
