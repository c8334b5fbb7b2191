using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Workloads;

/// <summary>One request on a kept connection to a server in another process that answers after 10 ms or at once.</summary>
public abstract class RequestWorkload : ConnectionWorkload, IHasParameters, IHasUsualConcurrencies
{
    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [ServerDelay.Parameter];

    /// <inheritdoc/>
    public IReadOnlyList<int>? UsualConcurrencies => ServerDelay.UsualConcurrencies(Delay);

    /// <inheritdoc/>
    public override TimeSpan Delay => TimeSpan.FromMilliseconds(Parameter(ServerDelay.Name));

    /// <inheritdoc/>
    public override int Items(int concurrency) => ServerDelay.Items(Delay, concurrency);
}
