using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two calls submitted to a pool of threads, which last as long as the operation and hand messages to each other.</summary>
/// <typeparam name="TGate">The type of the gate that the pool's threads have passed.</typeparam>
/// <param name="executor">The pool, of two threads or more; null until the model is prepared.</param>
/// <param name="gate">The gate.</param>
/// <param name="open">Makes a queue of one direction.</param>
internal sealed class FutureRoundTripRunner<TGate>(Executor<TGate>? executor, TGate gate, Func<IBlockingQueue<byte[]>> open) : IRunsRoundTrips
    where TGate : struct, IGate
{
    public async Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        var pool = executor ?? throw new InvalidOperationException("the pool was not prepared");
        cancellationToken.ThrowIfCancellationRequested();
        using var conversation = new BlockingRoundTrips<TGate>(exchange, gate, open);

        // Not cancelled as calls: one that never began would leave the other waiting.
        var asking = pool.Submit(() => Run(() => conversation.Ask(cancellationToken)), CancellationToken.None);
        var answering = pool.Submit(() => Run(conversation.Answer), CancellationToken.None);
        await Task.WhenAll(asking, answering);
    }

    private static bool Run(Action loop)
    {
        loop();
        return true;
    }
}
