using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Iterators that resume each other on the calling thread. A source yields its next event, if it passes, and every handler is
/// a coroutine that yields to wait for one, as Python's generators are sent their input. Sources take turns in a ring.
/// </summary>
internal sealed class CoroutineStreamRunner : IRunsStreams
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var mail = new Mail();
        var handlers = Enumerable.Range(0, stream.Handlers).Select(handler => Handle(stream, handler, mail)).ToArray();
        foreach (var handler in handlers)
        {
            handler.MoveNext();
        }

        var ring = new Queue<IEnumerator<bool>>(Enumerable.Range(0, stream.Sources).Select(source => Take(stream, source, mail)));
        while (ring.TryDequeue(out var source))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!source.MoveNext())
            {
                continue;
            }

            if (source.Current)
            {
                foreach (var handler in handlers)
                {
                    handler.MoveNext();
                }
            }

            ring.Enqueue(source);
        }

        return Task.CompletedTask;
    }

    private static IEnumerator<bool> Take(EventStream stream, int source, Mail mail)
    {
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            var passed = stream.TryNext(source, number, out var value);
            mail.Event = new StreamEvent(source, value);
            yield return passed;
        }
    }

    private static IEnumerator<bool> Handle(EventStream stream, int handler, Mail mail)
    {
        while (true)
        {
            yield return true;
            stream.Handle(handler, mail.Event.Source, mail.Event.Value);
        }
    }

    // An iterator is sent nothing when it is resumed; what it is to find lies here.
    private sealed class Mail
    {
        public StreamEvent Event;
    }
}
