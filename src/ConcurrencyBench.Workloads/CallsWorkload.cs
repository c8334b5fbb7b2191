using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// As <see cref="EmptyWorkload"/>, but every item is a call of its own. A cluster that hands out 300,000 items in 72 calls has 45 ns for each, while a
/// call takes 135 µs: both are true, of different questions.
/// </summary>
public sealed class CallsWorkload : ItemWorkload, ICallsEachItem
{
    private const int Count = 100_000;

    // At 10 µs a message through a socket and 135 µs a call of a cluster, 20 to 300 ms.
    private const int CountElsewhere = 2_000;

    /// <inheritdoc/>
    public override string Id => "calls";

    /// <inheritdoc/>
    public override string Description => "does nothing, and is handed out alone: what one call costs";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public int ItemsElsewhere => CountElsewhere;

    /// <inheritdoc/>
    public override int Items(int concurrency) => Count;

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => Digest.Of(Seed, (ulong)item);
}
