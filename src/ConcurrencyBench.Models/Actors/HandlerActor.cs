using Akka.Actor;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Actors;

/// <summary>Handles one event at a time, and acknowledges each portion to the feed that sent it.</summary>
internal sealed class HandlerActor(EventStream stream, int handler, ActorsEnding ending) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is not StreamEvent taken)
        {
            Sender.Tell(message, Self);
            return;
        }

        if (ending.IsStopped)
        {
            return;
        }

        try
        {
            stream.Handle(handler, taken.Source, taken.Value);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ending.Fail(failure);
        }
    }
}
