using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Green;

/// <summary>
/// A bounded queue of events between two green threads on one carrier, as gevent's. A thread that finds it full or empty awaits
/// <see cref="Room"/> or <see cref="Events"/>, which puts the thread's frames aside until the other has made room or put one in.
/// </summary>
/// <param name="loop">The carrier's loop.</param>
/// <param name="capacity">How many events it holds, from 1.</param>
public sealed class GreenQueue(IEventLoop loop, int capacity)
{
    private readonly Queue<StreamEvent> _events = new(capacity);

    /// <summary>Awaited by the one that puts events in: it goes on when there is room.</summary>
    public GreenTurn Room { get; } = new(loop);

    /// <summary>Awaited by the one that takes events out: it goes on when there is one, or will be none.</summary>
    public GreenTurn Events { get; } = new(loop);

    /// <summary>Whether no more events will be put in.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Puts an event in, when there is room.</summary>
    /// <param name="next">The event.</param>
    /// <returns>Whether there was.</returns>
    public bool TryPut(StreamEvent next)
    {
        if (_events.Count == capacity)
        {
            return false;
        }

        _events.Enqueue(next);
        Events.End();
        return true;
    }

    /// <summary>Takes the oldest event, when there is one.</summary>
    /// <param name="taken">The event.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out StreamEvent taken)
    {
        // The other is woken once it can put in many, and not for each.
        if (!_events.TryDequeue(out taken))
        {
            return false;
        }

        if (_events.Count <= capacity / 2)
        {
            Room.End();
        }

        return true;
    }

    /// <summary>Says that no more events will be put in, and resumes the waiting threads.</summary>
    public void Close()
    {
        IsClosed = true;
        Room.End();
        Events.End();
    }
}
