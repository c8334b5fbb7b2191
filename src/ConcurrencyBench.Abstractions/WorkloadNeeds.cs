namespace ConcurrencyBench.Abstractions;

/// <summary>What the items of a workload need of a model beyond being run: where a model cannot give it, the workload makes no sense for it.</summary>
[Flags]
public enum WorkloadNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An item that computes must not keep the others from going on.</summary>
    Preemption = 1,

    /// <summary>Items see each other's memory.</summary>
    SharedMemory = 2,

    /// <summary>All items are in flight at once, because each waits for the others.</summary>
    AllAtOnce = 4,
}
