using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Runtime.ExceptionServices;
using ConcurrencyBench.Core.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Operators of System.Reactive: as many streams as there are workers, each of which the task pool's scheduler pushes through
/// filter, map and a group for each source into every handler's fold. Everything after the source is pushed synchronously, so
/// that nothing queues: a source in Rx cannot be held back, and <c>ObserveOn</c> between source and handlers would
/// hold whatever the handlers have not come to yet.
/// </summary>
internal sealed class ReactiveStreamer : IStreamer
{
    /// <inheritdoc/>
    public async Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var run = new Run(stream, cancellationToken);
        var shares = Math.Min(concurrency, stream.Sources);

        // A merge ends at the first failure and forgets the other streams, which are still pushing. So a failure travels as a
        // value, and the operation ends when every stream has.
        var failure = await Observable.Range(0, shares)
            .Select(share => run.Push(share, shares).Materialize())
            .Merge()
            .Aggregate(default(Exception), (first, end) => first ?? end.Exception)
            .ToTask(CancellationToken.None, TaskPoolScheduler.Default);
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private sealed class Run(EventStream stream, CancellationToken cancellationToken)
    {
        private volatile bool _failed;

        /// <summary>The events of a share of the sources, through to the handlers; pushed where the scheduler runs it.</summary>
        public IObservable<Unit> Push(int share, int shares)
        {
            var (first, end) = stream.Share(share, shares);
            var events = Take(first, end)
                .ToObservable(TaskPoolScheduler.Default)
                .Where(taken => EventStream.Passes(taken.Value))
                .Select(taken => taken with { Value = EventStream.Map(taken.Value) });
            return (end - first == 1 ? Handle(first, events) : events.GroupBy(taken => taken.Source).SelectMany(group => Handle(group.Key, group)))
                .Do(_ => { }, _ => _failed = true);
        }

        private IObservable<Unit> Handle(int source, IObservable<StreamEvent> events) => stream.Handlers == 1
            ? Sum(0, source, events)
            : events.Publish(shared => Observable.Range(0, stream.Handlers, ImmediateScheduler.Instance)
                .SelectMany(handler => Sum(handler, source, shared)));

        private IObservable<Unit> Sum(int handler, int source, IObservable<StreamEvent> events) => events
            .Aggregate(default(WindowedSum), (sum, taken) =>
            {
                stream.Add(handler, source, ref sum, taken.Value);
                return sum;
            })
            .Do(sum => stream.Keep(handler, source, sum))
            .IgnoreElements()
            .Select(_ => Unit.Default);

        private IEnumerable<StreamEvent> Take(int first, int end)
        {
            for (var number = 0; number < stream.EventsPerSource; number++)
            {
                for (var source = first; source < end; source++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (_failed)
                    {
                        yield break;
                    }

                    yield return new StreamEvent(source, stream.Next(source, number));
                }
            }
        }
    }
}
