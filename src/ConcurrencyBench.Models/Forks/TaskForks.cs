using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Models.Forks;

/// <summary>A task of the thread pool for each node, which awaits those of its children; the pool's threads steal them from one another.</summary>
internal sealed class TaskForks : IForks
{
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken) =>
        Task.Run(() => SumAsync(tree, tree.Root, cancellationToken), CancellationToken.None);

    private static async Task<long> SumAsync(ForkTree tree, TreeNode node, CancellationToken cancellationToken)
    {
        var sum = tree.ValueOf(node);
        var children = tree.ChildrenOf(node);
        if (children == 0)
        {
            return sum;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var tasks = new Task<long>[children];
        for (var number = 0; number < children; number++)
        {
            var child = tree.ChildOf(node, number);
            tasks[number] = Task.Run(() => SumAsync(tree, child, cancellationToken), CancellationToken.None);
        }

        // All of them, also where one has failed: nothing of the tree goes on afterwards.
        foreach (var childSum in await Task.WhenAll(tasks))
        {
            sum += childSum;
        }

        return sum;
    }
}
