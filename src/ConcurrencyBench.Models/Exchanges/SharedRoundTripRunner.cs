using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>This process asks and a process of the pool answers; messages are copied into memory that both map.</summary>
/// <param name="pool">Of one process; null until the model is prepared.</param>
internal sealed class SharedRoundTripRunner(ProcessPool? pool) : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        (pool ?? throw new InvalidOperationException("the pool was not prepared")).Run(exchange, cancellationToken);
        return Task.CompletedTask;
    }
}
