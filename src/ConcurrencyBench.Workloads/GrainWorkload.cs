using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Grains;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Spins for a set time and does nothing else, so that the smallest worthwhile task can be found: the minimum effective
/// task granularity, METG (Slaughter et al., "Task Bench", SC20). An item does not look at the clock: it runs as many turns
/// as each process found, before its items, to take that time. The turns give back the value that they began with, so the
/// digest depends on the seed and the item alone.
/// </summary>
public sealed class GrainWorkload : ItemWorkload, IHasParameters
{
    private const string TimeName = "time";
    private const int UsualMicroseconds = 100;
    private const int OperationMicroseconds = 80_000;
    private const int MostItems = 20_000;

    private static readonly WorkloadParameter SpinTime = new(TimeName, "µs", "how long an item spins", UsualMicroseconds, [1, 10, UsualMicroseconds, 1_000, 10_000]);

    private int _rounds;

    private int Microseconds => (int)Parameter(TimeName);

    /// <inheritdoc/>
    public override string Id => "grain";

    /// <inheritdoc/>
    public override string Description => $"spins for about {Microseconds:#,0} µs";

    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [SpinTime];

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) =>
        Math.Min(MostItems, OperationMicroseconds / Microseconds * CpuWorkScale.Of(concurrency));

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _rounds = Math.Max(1, (int)Math.Round(Spin.RoundsPerMicrosecond() * Microseconds));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => Spin.Run(Expected(item), _rounds, ref gate);

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);
}
