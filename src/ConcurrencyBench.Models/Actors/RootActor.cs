using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>The parent of the root's actor, which ends the operation with what that one reports.</summary>
internal sealed class RootActor(ActorsEnding ending, Action<long> report) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is NodeToSum root)
        {
            Context.ActorOf(Props.Create<NodeActor>()).Tell(root, Self);
            return;
        }

        report((long)message);
        ending.EndPart();
    }
}
