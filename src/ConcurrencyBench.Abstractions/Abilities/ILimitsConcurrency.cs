namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A model that needs something of the system for each item in flight, of which there may be only so much.</summary>
public interface ILimitsConcurrency
{
    /// <summary>Whether the system lets the model have so many items of a workload in flight.</summary>
    /// <param name="workload">The workload, not set up.</param>
    /// <param name="concurrency">How many, from 1.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    Applicability Allows(Workload workload, int concurrency);
}
