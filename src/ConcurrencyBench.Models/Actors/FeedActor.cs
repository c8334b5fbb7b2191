using Akka.Actor;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Actors;

/// <summary>Sends the events of some sources to all handlers, and ends when these have acknowledged all of them.</summary>
internal sealed class FeedActor(EventStream stream, (int First, int End) share, IActorRef[] handlers, ActorsEnding ending) : UntypedActor
{
    // Twice as many are on their way to a handler, as many as the channels hold of the model that this is held against.
    private const int EventsPerPortion = 512;

    private int _number;
    private int _source = share.First;
    private int _unacknowledged;

    /// <summary>The message that makes it send the first portions.</summary>
    public static object Begin { get; } = new();

    /// <summary>The message that a handler sends back: it has handled a portion.</summary>
    public static object PortionEnd { get; } = new();

    protected override void OnReceive(object message)
    {
        if (message == Begin)
        {
            SendPortion();
        }
        else
        {
            _unacknowledged--;
        }

        if (_unacknowledged <= handlers.Length)
        {
            SendPortion();
        }

        if (_unacknowledged == 0)
        {
            ending.EndPart();
        }
    }

    private void SendPortion()
    {
        var sent = 0;
        try
        {
            while (sent < EventsPerPortion && _number < stream.EventsPerSource && !ending.IsStopped)
            {
                sent += SendNext();
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ending.Fail(failure);
        }

        if (sent > 0)
        {
            Tell(PortionEnd);
            _unacknowledged += handlers.Length;
        }
    }

    /// <summary>Takes the next event, of the sources in turn.</summary>
    /// <returns>How many passed the filter: 1 or 0.</returns>
    private int SendNext()
    {
        var (source, number) = (_source, _number);
        if (++_source == share.End)
        {
            (_source, _number) = (share.First, _number + 1);
        }

        if (!stream.TryNext(source, number, out var value))
        {
            return 0;
        }

        // One object, whichever number of handlers gets it: messages are immutable.
        Tell(new StreamEvent(source, value));
        return 1;
    }

    private void Tell(object message)
    {
        foreach (var handler in handlers)
        {
            handler.Tell(message, Self);
        }
    }
}
