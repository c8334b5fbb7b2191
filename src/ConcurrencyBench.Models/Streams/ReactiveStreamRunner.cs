using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Runtime.ExceptionServices;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Operators of System.Reactive: as many streams as there are workers, each of which the task pool's scheduler pushes through
/// filter and map into the fold of every handler. Everything after the source is pushed synchronously, so
/// that nothing queues. A source in Rx cannot be held back, and <c>ObserveOn</c> between source and handlers would
/// hold whatever the handlers have not come to yet.
/// </summary>
internal sealed class ReactiveStreamRunner : IRunsStreams
{
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
            return Take(first, end)
                .ToObservable(TaskPoolScheduler.Default)
                .Where(taken => EventStream.Passes(taken.Value))
                .Select(taken => taken with { Value = EventStream.Map(taken.Value) })
                .Publish(events => Enumerable.Range(0, stream.Handlers).Select(handler => Sum(handler, first, end, events)).Merge())
                .Do(_ => { }, _ => _failed = true);
        }

        private IObservable<Unit> Sum(int handler, int first, int end, IObservable<StreamEvent> events) => events
            .Aggregate(new WindowedSum[end - first], (sums, taken) =>
            {
                stream.Add(handler, taken.Source, ref sums[taken.Source - first], taken.Value);
                return sums;
            })
            .Select(sums =>
            {
                stream.Keep(handler, first, sums);
                return Unit.Default;
            });

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
