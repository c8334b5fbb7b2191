using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two dedicated threads, started inside the operation as the model's threads always are, that hand messages to each other by a semaphore each way.</summary>
/// <param name="name">What the threads are called, before their number.</param>
internal sealed class ThreadRoundTripRunner(string name) : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        using var conversation = new BlockingRoundTrips<NoGate>(exchange, default, () => new SemaphoreMailbox<byte[]>());
        ThreadTeam.Run(name, [() => conversation.Ask(cancellationToken), conversation.Answer], conversation.Close);
        return Task.CompletedTask;
    }
}
