namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload with named numbers beside the concurrency, which each cell may set: it reads its own by <see cref="Workload.Parameter"/>.</summary>
public interface IHasParameters
{
    /// <summary>The numbers, the same whatever their values are.</summary>
    IReadOnlyList<WorkloadParameter> Parameters { get; }
}
