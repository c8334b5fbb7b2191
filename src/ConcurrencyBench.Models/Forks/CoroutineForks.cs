using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Models.Forks;

/// <summary>An iterator for each node, which yields when it has forked its children and is resumed when the last of them has ended.</summary>
internal sealed class CoroutineForks : IForks
{
    private readonly Queue<Coroutine> _ready = new();

    public Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken)
    {
        var root = new Coroutine(null);
        Fork(root, tree, tree.Root, cancellationToken);
        while (_ready.TryDequeue(out var coroutine))
        {
            Resume(coroutine);
        }

        return Task.FromResult(root.Sum);
    }

    private void Resume(Coroutine coroutine)
    {
        if (coroutine.Frame!.MoveNext())
        {
            return;
        }

        if (coroutine.Parent is { } parent)
        {
            parent.Sum += coroutine.Sum;
            if (--parent.Children == 0)
            {
                _ready.Enqueue(parent);
            }
        }
    }

    private void Fork(Coroutine coroutine, ForkTree tree, TreeNode node, CancellationToken cancellationToken)
    {
        coroutine.Frame = Run(coroutine, tree, node, cancellationToken);
        _ready.Enqueue(coroutine);
    }

    private IEnumerator<object?> Run(Coroutine own, ForkTree tree, TreeNode node, CancellationToken cancellationToken)
    {
        own.Children = tree.ChildrenOf(node);
        if (own.Children > 0)
        {
            for (var child = 0; child < own.Children; child++)
            {
                Fork(new Coroutine(own), tree, tree.ChildOf(node, child), cancellationToken);
            }

            yield return null;
            cancellationToken.ThrowIfCancellationRequested();
        }

        own.Sum += tree.ValueOf(node);
    }

    private sealed class Coroutine(Coroutine? parent)
    {
        public Coroutine? Parent { get; } = parent;

        public IEnumerator<object?>? Frame { get; set; }

        public int Children { get; set; }

        public long Sum { get; set; }
    }
}
