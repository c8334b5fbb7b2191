using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Runtime.ExceptionServices;
using ConcurrencyBench.Models.Schedulers;

namespace ConcurrencyBench.Models;

/// <summary>
/// Streams of System.Reactive, as many as the concurrency, merged into one; each takes an item, runs it and takes the
/// next when that one has ended. An item that waits is a stream of its own, and those of one stream are concatenated; an
/// item that computes is an event that is worked on where its stream was subscribed to, on the task pool. The usual
/// alternative, one stream for each item and <c>Merge(concurrency)</c> over them, makes all of them at once: a source
/// in Rx cannot be held back, and <c>Merge</c> queues what it may not subscribe to yet.
/// </summary>
public sealed class ReactiveModel : Model
{
    /// <inheritdoc/>
    public override string Id => "reactive";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        110,
        "Reactive",
        "operators over streams that push their events to whoever subscribes",
        "event-driven programs and live data",
        "another way of thinking; every event has a price, paid again at each operator, and no source can be held back");

    /// <inheritdoc/>
    public override async Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var items = new ItemCounter(batch.Count, cancellationToken);
        var stream = batch.Kind == WorkloadKind.Cpu ? Compute(batch, items) : Wait(batch, items, cancellationToken);

        // A merge ends at the first failure and forgets the other streams, whose items are still in flight. So a failure
        // travels as a value, and the operation ends when every stream has.
        var ending = stream
            .IgnoreElements()
            .Do(_ => { }, _ => items.Stop())
            .Materialize()
            .SubscribeOn(TaskPoolScheduler.Default);

        // Completed on the pool: the caller must not go on inside the merge's lock.
        var failure = await Enumerable.Repeat(ending, concurrency)
            .Merge()
            .Aggregate(default(Exception), (first, end) => first ?? end.Exception)
            .ToTask(TaskPoolScheduler.Default);
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static IObservable<Unit> Compute(Batch batch, ItemCounter items) =>
        Take(items).ToObservable().Select(item =>
        {
            batch.Run(item);
            return Unit.Default;
        });

    // Observed where the item ends: without a scheduler, each end would first be sent through the pool.
    private static IObservable<Unit> Wait(Batch batch, ItemCounter items, CancellationToken cancellationToken) =>
        Take(items)
            .Select(item => Observable.FromAsync(() => batch.RunAsync(item, cancellationToken).AsTask(), ImmediateScheduler.Instance))
            .Concat();

    /// <summary>The items that nobody has taken yet; a stream takes one only when it is about to run it.</summary>
    private static IEnumerable<int> Take(ItemCounter items)
    {
        while (items.TryTake(out var item))
        {
            yield return item;
        }
    }
}
