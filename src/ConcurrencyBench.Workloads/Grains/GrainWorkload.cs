using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Grains;

/// <summary>
/// Spins for a set time and does nothing else, so that the smallest worthwhile task can be found: the minimum effective
/// task granularity, METG (Slaughter et al., "Task Bench", SC20). An item does not look at the clock: it runs as many turns
/// as each process found, before its items, to take that time. The turns give back the value that they began with, so the
/// digest depends on the seed and the item alone.
/// </summary>
/// <param name="id">The public name.</param>
/// <param name="microseconds">How long an item spins.</param>
public abstract class GrainWorkload(string id, int microseconds) : ItemWorkload
{
    private const int OperationMicroseconds = 80_000;
    private const int MostItems = 20_000;
    private const int SliceMicroseconds = 50;

    private readonly int _slices = Math.Max(1, microseconds / SliceMicroseconds);

    private int _roundsPerSlice;

    /// <inheritdoc/>
    public override string Id => id;

    /// <inheritdoc/>
    public override string Description => $"spins for about {microseconds:#,0} µs";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) =>
        Math.Min(MostItems, OperationMicroseconds / microseconds * CpuWorkScale.Of(concurrency));

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _roundsPerSlice = Math.Max(1, (int)Math.Round(Spin.RoundsPerMicrosecond() * microseconds / _slices));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        // Between slices, not after the last: an item shorter than a slice has no checkpoint of its own.
        var value = Spin.Run(Expected(item), _roundsPerSlice);
        for (var slice = 1; slice < _slices; slice++)
        {
            gate.Checkpoint();
            value = Spin.Run(value, _roundsPerSlice);
        }

        return value;
    }

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);
}
