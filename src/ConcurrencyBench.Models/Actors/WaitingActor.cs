using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>
/// A worker whose items wait: the end of one is piped to the router, which sends the next. Rejected: <c>ReceiveAsync</c>, with which
/// every continuation of an item goes through the mailbox.
/// </summary>
internal sealed class WaitingActor : UntypedActor
{
    protected override void OnReceive(object message)
    {
        var (operation, item, _) = (ItemToRun)message;
        var running = operation.RunAsync(item);
        if (running.IsCompleted)
        {
            Sender.Tell(PortionRun.Single, Self);
        }
        else
        {
            running.AsTask().PipeTo(Sender, Self, () => PortionRun.Single);
        }
    }
}
