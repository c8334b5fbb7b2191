using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Updates of a map and a few counters that all workers share, guarded by each model in its own way. An item is one update, so that the time per
/// item is that of an update; there are so many that what a model does once an operation is under a tenth of it.
/// </summary>
public sealed class SharedWorkload : StateWorkload
{
    private const int Updates = 1 << 20;

    /// <inheritdoc/>
    public override string Id => "shared";

    /// <inheritdoc/>
    public override string Description => "adds to one of a few counters or to an entry of a map that all workers share";

    /// <inheritdoc/>
    public override int Items(int concurrency) => Updates;
}
