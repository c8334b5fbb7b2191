using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Forks;

/// <summary>
/// As many threads as the concurrency, which take whole subtrees from the first level that has several for each; below it they
/// recurse. Rejected: a thread for each node, since 10⁵ threads cost seconds and gigabytes; a thread for each subtree of that level,
/// of which an unbalanced tree may have thousands.
/// </summary>
internal sealed class ThreadForks(string name) : IForks
{
    private const int SubtreesPerThread = 4;

    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken)
    {
        var sum = 0L;
        List<TreeNode> level = [tree.Root];
        while (level.Count > 0 && level.Count < SubtreesPerThread * concurrency)
        {
            sum += level.Sum(tree.ValueOf);
            level = [.. level.SelectMany(node => Enumerable.Range(0, tree.ChildrenOf(node)), tree.ChildOf)];
        }

        var subtrees = new ItemCounter(level.Count, cancellationToken);
        ThreadTeam.Run(name, Enumerable.Repeat(Take, concurrency), subtrees.Stop);
        return Task.FromResult(sum);

        void Take()
        {
            var part = 0L;
            while (subtrees.TryTake(out var subtree))
            {
                part += tree.SumOf(level[subtree]);
            }

            Interlocked.Add(ref sum, part);
        }
    }
}
