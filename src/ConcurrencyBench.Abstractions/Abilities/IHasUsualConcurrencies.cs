namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload that is measured at concurrencies of its own where none are named, and makes sense at others too.</summary>
public interface IHasUsualConcurrencies
{
    /// <summary>The concurrencies, ascending; null where those of the profile are as good.</summary>
    IReadOnlyList<int>? UsualConcurrencies { get; }
}
