using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Abstractions;

/// <summary>Work whose items are updates of one shared state. An item's digest covers the final value of what it updated, so that a lost update fails the operation.</summary>
public abstract class StateWorkload : Workload, IHasNeeds
{
    /// <inheritdoc/>
    public sealed override WorkloadKind Kind => WorkloadKind.Cpu;

    WorkloadNeeds IHasNeeds.Needs => WorkloadNeeds.SharedMemory;

    /// <inheritdoc/>
    public sealed override ulong Expected(int item) => DigestOf(StateSeed, item);

    private ulong StateSeed => Digest.Of(Seed, 0);

    /// <summary>The digest of an update whose place has the right value in the end.</summary>
    internal static ulong DigestOf(ulong seed, int number) => Digest.Of(seed, (ulong)number);

    /// <summary>The state of an operation with so many updates; called once the workload is set up.</summary>
    internal SharedState Open(int count) => new(count, StateSeed);
}
