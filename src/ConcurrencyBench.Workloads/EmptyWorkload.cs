using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>Items that do nothing but give their digest: what is measured is what an item costs a model.</summary>
public sealed class EmptyWorkload : ItemWorkload
{
    private const int Count = 300_000;

    /// <inheritdoc/>
    public override string Id => "empty";

    /// <inheritdoc/>
    public override string Description => "does nothing: what a model's handling of an item costs";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => Count;

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => Digest.Of(Seed, (ulong)item);
}
