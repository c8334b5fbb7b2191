using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>A worker whose items compute: one message, one item.</summary>
internal sealed class ComputingActor : UntypedActor
{
    protected override void OnReceive(object message)
    {
        var (operation, item, portion) = (ItemToRun)message;
        operation.Run(item);
        if (portion > 0)
        {
            Sender.Tell(new PortionRun(portion), Self);
        }
    }
}
