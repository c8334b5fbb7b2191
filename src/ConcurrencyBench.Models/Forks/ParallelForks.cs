using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Models.Forks;

/// <summary>A parallel loop over the children of each node, inside that of the node's parent: the worker that forks takes part, and waits for the others.</summary>
internal sealed class ParallelForks : IForks
{
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken)
    {
        var sum = 0L;
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        ParallelModel.Run(() => sum = SumOf(tree, tree.Root, options));
        return Task.FromResult(sum);
    }

    private static long SumOf(ForkTree tree, TreeNode node, ParallelOptions options)
    {
        var sum = tree.ValueOf(node);
        var children = tree.ChildrenOf(node);
        if (children > 0)
        {
            Parallel.For(0, children, options, () => 0L, (child, _, part) => part + SumOf(tree, tree.ChildOf(node, child), options), part => Interlocked.Add(ref sum, part));
        }

        return sum;
    }
}
