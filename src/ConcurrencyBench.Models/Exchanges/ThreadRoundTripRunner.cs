using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two dedicated threads, started inside the operation as the model's threads always are, that hand messages to each other.</summary>
/// <param name="name">What the threads are called, before their number.</param>
internal sealed class ThreadRoundTripRunner(string name) : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        var conversation = new BlockingRoundTrips<NoGate>(exchange, default, Mailbox<byte[]>.UsualLooks);
        ThreadTeam.Run(name, [() => conversation.Ask(cancellationToken), conversation.Answer], conversation.Close);
        return Task.CompletedTask;
    }
}
