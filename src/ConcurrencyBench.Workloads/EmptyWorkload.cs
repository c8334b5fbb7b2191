using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>Items that do nothing but give their digest: what is measured is what an item costs a model.</summary>
public sealed class EmptyWorkload : Workload
{
    private const int Count = 300_000;

    private ulong _seed;

    /// <inheritdoc/>
    public override string Id => "empty";

    /// <inheritdoc/>
    public override string Description => "does nothing: what a model's handling of an item costs";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => Count;

    /// <inheritdoc/>
    public override Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _seed = setup.Seed;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => Digest.Of(_seed, (ulong)item);
}
