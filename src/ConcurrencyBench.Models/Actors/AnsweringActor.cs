using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>The actor that answers questions; one that it cannot answer is the last, since no message is under way then.</summary>
internal sealed class AnsweringActor(RoundTrips exchange, ActorsEnding ending) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        try
        {
            Sender.Tell(exchange.Answer((byte[])message), Self);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ending.Fail(failure);
            ending.EndPart();
        }
    }
}
