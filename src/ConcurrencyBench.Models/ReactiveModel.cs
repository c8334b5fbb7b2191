using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Runtime.ExceptionServices;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Streams of System.Reactive, as many as the concurrency, merged into one; each takes an item, runs it and takes the
/// next when that one has ended. An item that waits is a stream of its own, and those of one stream are concatenated. An
/// item that computes is an event, worked on where the task pool's scheduler pushes it. The usual alternative, one
/// stream for each item and <c>Merge(concurrency)</c> over them, makes all of them at once. A source in Rx cannot be
/// held back, and what <c>Merge</c> may not subscribe to yet it queues.
/// </summary>
public sealed class ReactiveModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams
{
    /// <inheritdoc/>
    public override string Id => "reactive";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        110,
        "Reactive",
        "operators over streams that push their events to subscribers",
        "event-driven programs and live data",
        "another way of thinking; every event has a price, paid again at each operator, and no source can be held back")
    {
        Look = new("#CC79A7", MarkerForm.Circle, IsOpen: true),
    };

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new ReactiveStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new ReactiveRoundTripRunner().RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var items = new ItemCounter(batch, cancellationToken);
        var stream = batch.Kind == WorkloadKind.Cpu ? Compute(batch, items) : Wait(batch, items, cancellationToken);

        // A merge ends at the first failure and forgets the other streams, whose items are still in flight. So a failure
        // travels as a value, and the operation ends when every stream has.
        var ending = stream.IgnoreElements().Do(_ => { }, _ => items.Stop()).Materialize();

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

    // Given the scheduler, the source is one long-running task that pushes its events in a loop. Subscribed to on the pool
    // instead, it would queue each event at the thread's own scheduler.
    private static IObservable<Unit> Compute(Batch batch, ItemCounter items) =>
        Take(items).ToObservable(TaskPoolScheduler.Default).Select(item =>
        {
            batch.Run(item);
            return Unit.Default;
        });

    // Concat pulls: an item's task is made when the one before has ended, so that no FromAsync has to put it off. Subscribed
    // to on the pool, because an item may end, or compute, before it first waits.
    private static IObservable<Unit> Wait(Batch batch, ItemCounter items, CancellationToken cancellationToken) =>
        Take(items)
            .Select(item => batch.RunAsync(item, cancellationToken).AsTask().ToObservable())
            .Concat()
            .SubscribeOn(TaskPoolScheduler.Default);

    /// <summary>The items not taken yet; a stream takes one only when it is about to run it.</summary>
    private static IEnumerable<int> Take(ItemCounter items)
    {
        while (items.TryTake(out var item))
        {
            yield return item;
        }
    }
}
