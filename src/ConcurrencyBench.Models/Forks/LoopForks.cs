using ConcurrencyBench.Abstractions.Trees;
using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Forks;

/// <summary>An async method on the loop for each node, which starts from the loop's queue, as a task that <c>asyncio.gather</c> makes.</summary>
internal sealed class LoopForks : IForks
{
    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken)
    {
        var sum = 0L;
        EventLoop.Run(async _ => sum = await SumAsync(tree, tree.Root, cancellationToken));
        return Task.FromResult(sum);
    }

    private static async Task<long> SumAsync(ForkTree tree, TreeNode node, CancellationToken cancellationToken)
    {
        await Task.Yield();
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
            tasks[number] = SumAsync(tree, tree.ChildOf(node, number), cancellationToken);
        }

        foreach (var childSum in await Task.WhenAll(tasks))
        {
            sum += childSum;
        }

        return sum;
    }
}
