using Akka.Actor;
using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Models.Actors;

/// <summary>An actor for each node, which is the child of its parent's.</summary>
internal sealed class ActorForks(ActorSystem system) : IForks
{
    public async Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sum = 0L;
        var ending = new ActorsEnding(1, null, cancellationToken);
        Action<long> report = total => sum = total;
        var root = system.ActorOf(Props.Create(() => new RootActor(ending, report)));
        root.Tell(new NodeToSum(tree, tree.Root, ending), ActorRefs.NoSender);
        try
        {
            await ending.Task;
            return sum;
        }
        finally
        {
            system.Stop(root);
        }
    }
}
