using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Runtime.ExceptionServices;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Operators of System.Reactive with <c>ObserveOn</c> between the sources, half of the workers, and every handler, which observes on a thread of the task
/// pool's scheduler. What a handler has not come to waits in <c>ObserveOn</c>'s queue, which has no bound.
/// </summary>
internal sealed class ObserveOnStreamRunner : IRunsStreams
{
    public async Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var run = new Run(stream, cancellationToken);
        var shares = StreamWorkers.Of(stream, concurrency).Sources;

        // Each handler's end is a value, the failed one's too: the operation ends when nothing is on its way any more.
        var failure = await Observable.Range(0, shares)
            .SelectMany(share => run.Push(share, shares))
            .Aggregate(default(Exception), (first, end) => first ?? end.Exception)
            .ToTask(CancellationToken.None, TaskPoolScheduler.Default);
        if ((run.Failure ?? failure) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private sealed class Run(EventStream stream, CancellationToken cancellationToken)
    {
        private Exception? _failure;

        /// <summary>What ended the stream early; the others' queues are then emptied unhandled.</summary>
        public Exception? Failure => Volatile.Read(ref _failure);

        /// <summary>The ends of the handlers of a share of the sources.</summary>
        public IObservable<Notification<Unit>> Push(int share, int shares)
        {
            var (first, end) = stream.Share(share, shares);
            return Take(first, end)
                .ToObservable(TaskPoolScheduler.Default)
                .Where(taken => EventStream.Passes(taken.Value))
                .Select(taken => taken with { Value = EventStream.Map(taken.Value) })
                .Publish(events => Enumerable.Range(0, stream.Handlers)
                    .Select(handler => Sum(handler, first, end, events.ObserveOn(TaskPoolScheduler.Default)).Materialize())
                    .Merge());
        }

        private IObservable<Unit> Sum(int handler, int first, int end, IObservable<StreamEvent> events) => events
            .Aggregate(new WindowedSum[end - first], (sums, taken) =>
            {
                Add(handler, first, sums, taken);
                return sums;
            })
            .Select(sums =>
            {
                stream.Keep(handler, first, sums);
                return Unit.Default;
            });

        private void Add(int handler, int first, WindowedSum[] sums, StreamEvent taken)
        {
            if (Failure is not null)
            {
                return;
            }

            try
            {
                stream.Add(handler, taken.Source, ref sums[taken.Source - first], taken.Value);
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
                throw;
            }
        }

        private IEnumerable<StreamEvent> Take(int first, int end)
        {
            for (var number = 0; number < stream.EventsPerSource; number++)
            {
                for (var source = first; source < end; source++)
                {
                    if (cancellationToken.IsCancellationRequested)
                    {
                        Interlocked.CompareExchange(ref _failure, new OperationCanceledException(cancellationToken), null);
                    }

                    if (Failure is not null)
                    {
                        yield break;
                    }

                    yield return new StreamEvent(source, stream.Next(source, number));
                }
            }
        }
    }
}
