using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload that reports parts of an operation apart.</summary>
public interface IHasPhases
{
    /// <summary>The parts of the last operation; called after it, untimed.</summary>
    /// <returns>The parts in order.</returns>
    IReadOnlyList<Phase> Observe();
}
