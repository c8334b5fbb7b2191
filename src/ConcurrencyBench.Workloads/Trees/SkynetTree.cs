using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Workloads.Trees;

/// <summary>Ten children of each node, five levels deep: 10⁵ leaves, of which each has its number (A. Temerev's Skynet benchmark, 2016, with a tenth of the leaves).</summary>
internal sealed class SkynetTree : ForkTree
{
    private const int Children = 10;
    private const int Levels = 5;

    public override string Id => "skynet";

    public override TreeNode Root => default;

    public override int ChildrenOf(TreeNode node) => node.Depth < Levels ? Children : 0;

    public override TreeNode ChildOf(TreeNode node, int number) => new((node.Key * Children) + (uint)number, node.Depth + 1);

    public override long ValueOf(TreeNode node) => node.Depth < Levels ? 0 : (long)node.Key;
}
