using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Models.Actors;

/// <summary>The message that makes an actor sum a node and all below it.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Node">The node.</param>
/// <param name="Ending">Whether the operation was stopped.</param>
internal sealed record NodeToSum(ForkTree Tree, TreeNode Node, ActorsEnding Ending);
