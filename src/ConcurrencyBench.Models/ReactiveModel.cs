using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Runtime.ExceptionServices;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// One stream of System.Reactive for each item, merged as many at a time as the concurrency. An item that waits is a stream of its task,
/// an item that computes an event, worked on where the task pool's scheduler pushes it. A source in Rx cannot be held back: all streams
/// are made at once, and what <c>Merge</c> may not subscribe to yet it queues.
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
        var run = new Run(batch, cancellationToken);
        Func<int, IObservable<Unit>> stream = batch.Traits.Kind == WorkloadKind.Cpu ? run.Compute : run.Wait;

        // Completed on the pool: the caller must not go on inside the merge's lock.
        await Observable.Range(0, batch.Count).Select(stream).Merge(concurrency).LastOrDefaultAsync().ToTask(TaskPoolScheduler.Default);
        run.ThrowIfFailed();
    }

    // A merge ends at the first failure and forgets the other streams, whose items are still in flight. So a failure is kept, and the
    // operation ends when every stream has. Each begins on the pool: a merge subscribes to the next inside its lock, where the one before ended.
    private sealed class Run(Batch batch, CancellationToken cancellationToken)
    {
        private Exception? _failure;

        private bool HasStopped => Volatile.Read(ref _failure) is not null || cancellationToken.IsCancellationRequested;

        public IObservable<Unit> Compute(int item) => Observable.Return(item, TaskPoolScheduler.Default).Select(ComputeNow);

        public IObservable<Unit> Wait(int item) => Observable.FromAsync(() => WaitAsync(item)).SubscribeOn(TaskPoolScheduler.Default);

        public void ThrowIfFailed()
        {
            if (_failure is not null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        private Unit ComputeNow(int item)
        {
            try
            {
                if (!HasStopped)
                {
                    batch.Run(item);
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Stop(failure);
            }

            return Unit.Default;
        }

        private async Task WaitAsync(int item)
        {
            try
            {
                if (!HasStopped)
                {
                    batch.Complete(item, await batch.ExecuteAsync(item, cancellationToken));
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Stop(failure);
            }
        }

        private void Stop(Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            batch.Abandon();
        }
    }
}
