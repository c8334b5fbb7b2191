namespace ConcurrencyBench.Benchmarks.Items;

/// <summary><see cref="EmptyItem"/> for the models; closed and parameterless, so that a pool process can make it by name.</summary>
public sealed class EmptyWorkload() : ItemWorkload<EmptyItem>(EmptyItem.Count);
