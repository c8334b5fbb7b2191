using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Pipelines of asynchronous streams, one for each worker, which takes its sources in turn. A handler's loop pulls an event
/// through map and filter when it is ready for it, so that nothing queues. An event is awaited at each stage, where it is there
/// already.
/// </summary>
internal sealed class AsyncStreamRunner : IRunsStreams
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = new Run(stream, cancellationToken);
        var shares = Math.Min(concurrency, stream.Sources);
        return Task.WhenAll(Enumerable.Range(0, shares)
            .Select(share => Task.Run(() => run.PullAsync(stream.Share(share, shares)), CancellationToken.None)));
    }

    private sealed class Run(EventStream stream, CancellationToken cancellationToken)
    {
        private volatile bool _failed;

        public async Task PullAsync((int First, int End) share)
        {
            try
            {
                var events = Take(share)
                    .ToAsyncEnumerable()
                    .Where(taken => EventStream.Passes(taken.Value))
                    .Select(taken => taken with { Value = EventStream.Map(taken.Value) });
                await foreach (var taken in events)
                {
                    for (var handler = 0; handler < stream.Handlers; handler++)
                    {
                        await HandleAsync(handler, taken);
                    }
                }
            }
            catch
            {
                _failed = true;
                throw;
            }
        }

        private ValueTask HandleAsync(int handler, StreamEvent taken)
        {
            stream.Handle(handler, taken.Source, taken.Value);
            return ValueTask.CompletedTask;
        }

        private IEnumerable<StreamEvent> Take((int First, int End) share)
        {
            for (var number = 0; number < stream.EventsPerSource; number++)
            {
                for (var source = share.First; source < share.End && !_failed; source++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return new StreamEvent(source, stream.Next(source, number));
                }
            }
        }
    }
}
