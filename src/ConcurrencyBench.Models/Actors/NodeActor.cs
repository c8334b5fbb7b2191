using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>Works on one node: starts a child actor for each child, adds up what they report, reports to its parent, and stops itself.</summary>
internal sealed class NodeActor : UntypedActor
{
    private static readonly Props Child = Props.Create<NodeActor>();

    private long _sum;
    private int _unreported;

    protected override void OnReceive(object message)
    {
        if (message is NodeToSum forked)
        {
            Fork(forked);
        }
        else
        {
            _sum += (long)message;
            _unreported--;
        }

        if (_unreported == 0)
        {
            Context.Parent.Tell(_sum, Self);
            Context.Stop(Self);
        }
    }

    private void Fork(NodeToSum forked)
    {
        var (tree, node, ending) = forked;
        _sum = tree.ValueOf(node);
        _unreported = ending.IsStopped ? 0 : tree.ChildrenOf(node);
        for (var child = 0; child < _unreported; child++)
        {
            Context.ActorOf(Child).Tell(new NodeToSum(tree, tree.ChildOf(node, child), ending), Self);
        }
    }
}
