using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Workloads.Trees;

/// <summary>
/// A binomial tree as that of Unbalanced Tree Search (Olivier et al., LCPC 2006): the root has 2,000 children, any other node two with
/// a chance of 0.49 and else none, by a hash of its own. Subtrees have 50 nodes on average, many one and a few thousands: about 10⁵ in all.
/// </summary>
/// <param name="seed">Decides which nodes have children.</param>
internal sealed class UnbalancedTree(ulong seed) : ForkTree
{
    private const int ChildrenOfTheRoot = 2000;
    private const int ChildrenOfOthers = 2;
    private const double Chance = 0.49;
    private const ulong Limit = (ulong)(Chance * ulong.MaxValue);
    private const ulong ValueMask = 0xFFFF;

    public override string Id => "unbalanced";

    public override TreeNode Root => new(Digest.Mix(seed), 0);

    public override int ChildrenOf(TreeNode node) => node.Depth == 0 ? ChildrenOfTheRoot : node.Key < Limit ? ChildrenOfOthers : 0;

    public override TreeNode ChildOf(TreeNode node, int number) => new(Digest.Mix(node.Key + (uint)number), node.Depth + 1);

    public override long ValueOf(TreeNode node) => (long)(node.Key & ValueMask);
}
