using ConcurrencyBench.Models.Gil;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// The two threads of <see cref="ThreadRoundTripRunner"/> under one interpreter lock. They talk by CPython's
/// queues: a thread that waits for a message has released the lock and sleeps at once.
/// </summary>
/// <param name="name">What the threads are called, before their number.</param>
/// <param name="switchInterval">How long a waiter waits before it asks for the lock.</param>
internal sealed class GilThreadRoundTripRunner(string name, TimeSpan switchInterval) : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        var gil = new GlobalInterpreterLock(switchInterval);
        var gate = new GilGate(gil);
        using var conversation = new BlockingRoundTrips<GilGate>(exchange, gate, () => new GilQueue<byte[]>(int.MaxValue, gate));
        ThreadTeam.Run(
            name, [() => Hold(gil, () => conversation.Ask(cancellationToken)), () => Hold(gil, conversation.Answer)], conversation.Close);
        return Task.CompletedTask;
    }

    private static void Hold(GlobalInterpreterLock gil, Action body)
    {
        gil.Take();
        try
        {
            body();
        }
        finally
        {
            gil.Drop();
        }
    }
}
