using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// The messages of a workload as one submitted call, which lasts as long as the operation: the call's process
/// answers, its thread in this process asks. A call for each message would measure the executor's calls instead.
/// </summary>
/// <param name="executor">Of one process; null until the model is prepared.</param>
internal sealed class PipedRoundTripRunner(ProcessExecutor? executor) : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        (executor ?? throw new InvalidOperationException("the pool was not prepared")).Submit(exchange, cancellationToken);
}
