namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>An item as a workload, for the models.</summary>
/// <typeparam name="TItem">What an item does.</typeparam>
/// <param name="count">How many items an operation has.</param>
public abstract class ItemWorkload<TItem>(int count) : ItemWorkload
    where TItem : struct, IItem
{
    /// <inheritdoc/>
    public override string Id => typeof(TItem).Name;

    /// <inheritdoc/>
    public override string Description => "an item of the benchmarks";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => count;

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => TItem.Run(item);
}
