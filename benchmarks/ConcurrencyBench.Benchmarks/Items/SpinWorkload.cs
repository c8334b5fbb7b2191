namespace ConcurrencyBench.Benchmarks.Items;

/// <summary><see cref="SpinItem"/> for the models; closed and parameterless, so that a pool process can make it by name.</summary>
public sealed class SpinWorkload() : ItemWorkload<SpinItem>(SpinItem.Count);
