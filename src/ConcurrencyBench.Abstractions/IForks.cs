using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Abstractions;

/// <summary>A model whose work can fork work of its own kind and join it, as its best users would write it: what it runs of a <see cref="TreeWorkload"/>.</summary>
public interface IForks
{
    /// <summary>Forks for the children of each node and joins them: the operation that is timed.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="concurrency">How many nodes are worked on at once at the most, from 1, where the model sets it.</param>
    /// <param name="cancellationToken">Looked at in inner nodes.</param>
    /// <returns>The sum of all nodes, when nothing of it is under way any more.</returns>
    Task<long> SumAsync(ForkTree tree, int concurrency, CancellationToken cancellationToken);
}
