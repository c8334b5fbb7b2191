using Akka.Actor;
using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Models.Actors;

/// <summary>Applies one update at a time, and acknowledges each portion to the actor that sent it.</summary>
internal sealed class OwnerActor(SharedState state) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is StateUpdate update)
        {
            state.Apply(update);
        }
        else
        {
            Sender.Tell(message, Self);
        }
    }
}
