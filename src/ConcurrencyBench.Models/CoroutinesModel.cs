using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Forks;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Iterators that take turns on one thread, as many as the concurrency. Each yields the item that it waits for and is resumed
/// by a trampoline when the item has ended, as Python's coroutines were before they had a keyword. Items that compute do so
/// where they are started.
/// </summary>
public sealed class CoroutinesModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IForks, IHasOneThread
{
    /// <inheritdoc/>
    public override string Id => "coroutines";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        60,
        "Coroutines",
        "functions that pause where they wait and are resumed, on one thread",
        "very many light tasks, and pipelines",
        "they need a loop, a blocking call stops all items, and there is one core")
    {
        Look = new("#882255", MarkerForm.Diamond, IsOpen: true),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment { get; } = SingleThread.Environment;

    /// <inheritdoc/>
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        new CoroutineForks().SumAsync(tree, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new CoroutineStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new CoroutineRoundTripRunner().RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var items = new ItemCounter(batch, cancellationToken);
        EventLoop.Run(loop => new Trampoline(batch, loop, cancellationToken)
            .RunAsync(Enumerable.Range(0, concurrency).Select(_ => TakeItems(items)), concurrency));
        return Task.CompletedTask;
    }

    private static IEnumerator<int> TakeItems(ItemCounter items)
    {
        while (items.TryTake(out var item))
        {
            yield return item;
        }
    }
}
