namespace ConcurrencyBench.Abstractions.Trees;

/// <summary>A node of a tree that is never stored: its children are computed from it.</summary>
/// <param name="Key">What its children and its value are computed from.</param>
/// <param name="Depth">How far it is from the root, which has 0.</param>
public readonly record struct TreeNode(ulong Key, int Depth);
