using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>The actor that asks every question and finishes with its answer.</summary>
internal sealed class AskingActor(RoundTrips exchange, IActorRef answering, ActorsEnding ending) : UntypedActor
{
    private int _item;

    /// <summary>The message that makes it ask the first question.</summary>
    public static object Begin { get; } = new();

    protected override void OnReceive(object message)
    {
        try
        {
            if (message is byte[] answer)
            {
                exchange.Finish(_item++, answer);
            }

            if (_item < exchange.Count && !ending.IsStopped)
            {
                answering.Tell(exchange.Ask(_item), Self);
                return;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ending.Fail(failure);
        }

        ending.EndPart();
    }
}
