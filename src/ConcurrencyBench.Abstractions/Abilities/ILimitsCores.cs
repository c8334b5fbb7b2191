namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose workers, with all their processes, run on fewer cores than there are: from before their runtime starts, so that it knows.</summary>
public interface ILimitsCores
{
    /// <summary>How many cores, from 1; null for all that the run may use. On systems where a process cannot be kept to some, nothing limits it.</summary>
    int? WorkerCores { get; }
}
