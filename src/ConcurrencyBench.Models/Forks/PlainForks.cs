using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Models.Forks;

/// <summary>Recursion: a fork is a call.</summary>
internal sealed class PlainForks : IForks
{
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) => Task.FromResult(SumOf(tree, tree.Root, cancellationToken));

    private static long SumOf(ForkTree tree, TreeNode node, CancellationToken cancellationToken)
    {
        var sum = tree.ValueOf(node);
        var children = tree.ChildrenOf(node);
        if (children > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var child = 0; child < children; child++)
            {
                sum += SumOf(tree, tree.ChildOf(node, child), cancellationToken);
            }
        }

        return sum;
    }
}
