namespace ConcurrencyBench.Abstractions.Trees;

/// <summary>A tree of tasks, as a model sees it: each node forks a task for each child, and its sum is its own value with its children's sums.</summary>
public abstract class ForkTree
{
    /// <summary>What claims and files name its phase by; never changes.</summary>
    public abstract string Id { get; }

    /// <summary>The first node.</summary>
    public abstract TreeNode Root { get; }

    /// <summary>How many children a node has.</summary>
    /// <param name="node">The node.</param>
    /// <returns>A number from 0, which a leaf has.</returns>
    public abstract int ChildrenOf(TreeNode node);

    /// <summary>A child of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="number">Which child, from 0.</param>
    /// <returns>The child.</returns>
    public abstract TreeNode ChildOf(TreeNode node, int number);

    /// <summary>What a node adds to the sum.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Its own value.</returns>
    public abstract long ValueOf(TreeNode node);

    /// <summary>The sum of a node and all below it, by plain calls.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The sum.</returns>
    public long SumOf(TreeNode node)
    {
        var sum = ValueOf(node);
        var children = ChildrenOf(node);
        for (var child = 0; child < children; child++)
        {
            sum += SumOf(ChildOf(node, child));
        }

        return sum;
    }

    /// <summary>How many nodes there are.</summary>
    internal long Count() => CountOf(Root);

    private long CountOf(TreeNode node) => 1 + Enumerable.Range(0, ChildrenOf(node)).Sum(child => CountOf(ChildOf(node, child)));
}
