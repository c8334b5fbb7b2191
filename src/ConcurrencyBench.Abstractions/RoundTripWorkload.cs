using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Abstractions;

/// <summary>Work whose items are round trips between two workers that pass messages to each other.</summary>
public abstract class RoundTripWorkload : Workload, IHasConcurrencies
{
    /// <inheritdoc/>
    public sealed override WorkloadKind Kind => WorkloadKind.Message;

    IReadOnlyList<int> IHasConcurrencies.Concurrencies(int cores) => [2];

    /// <summary>Makes the round trips of a batch; called once the workload is set up.</summary>
    /// <param name="batch">Receives the digests.</param>
    /// <returns>The round trips.</returns>
    public abstract RoundTrips Open(Batch batch);
}
