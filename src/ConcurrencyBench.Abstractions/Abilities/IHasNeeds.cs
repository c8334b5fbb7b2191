namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose items need more of a model than being run.</summary>
public interface IHasNeeds
{
    /// <summary>What they need.</summary>
    WorkloadNeeds Needs { get; }
}
