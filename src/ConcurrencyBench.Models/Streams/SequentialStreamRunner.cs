using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>Plain calls on the calling thread: the yardstick.</summary>
internal sealed class SequentialStreamRunner : IRunsStreams
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = 0; source < stream.Sources; source++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!stream.TryNext(source, number, out var value))
                {
                    continue;
                }

                for (var handler = 0; handler < stream.Handlers; handler++)
                {
                    stream.Handle(handler, source, value);
                }
            }
        }

        return Task.CompletedTask;
    }
}
