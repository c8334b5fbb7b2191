using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Workloads.Trees;

namespace ConcurrencyBench.Workloads;

/// <summary>Two trees of tasks that fork and join, whose nodes do next to nothing: a regular one and an unbalanced one.</summary>
public sealed class ForkJoinWorkload : TreeWorkload
{
    /// <inheritdoc/>
    public override string Id => "fork-join";

    /// <inheritdoc/>
    public override string Description => "sums a tree of 100,000 leaves, each node of which forks a task for each child and joins them";

    /// <inheritdoc/>
    public override int Items(int concurrency) => 2;

    /// <inheritdoc/>
    protected override IReadOnlyList<ForkTree> Open(ulong seed) => [new SkynetTree(), new UnbalancedTree(seed)];
}
