using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Loops;

/// <summary>
/// gevent's hub: the loop that green threads fall back to from calls that look as if they blocked. The green thread is put
/// aside, the hub goes on with others, and switches back once the socket or the timer has what was waited for.
/// <para>
/// What stands for gevent's patching of the standard library is what is ambient on the hub's thread. Timers and sockets find
/// the hub as the thread's <see cref="SynchronizationContext"/>, and calls that know nothing of loops as
/// <see cref="BlockingCalls.Hub"/>. The code of an item does not change with either. C# makes two things visible that a
/// greenlet hides: <c>await</c> stands in the source wherever a green thread may be put aside. Of a stack of calls only
/// those frames are put aside by the runtime that were compiled for it, the green thread's own. Those of items, which every
/// model runs, and of the platform's libraries are state machines.
/// </para>
/// </summary>
public sealed class Hub : IHub
{
    private Hub()
    {
    }

    /// <summary>Runs green threads on the calling thread until all have ended; calls that would block come to the hub.</summary>
    /// <param name="code">What they run.</param>
    /// <param name="batch">The items.</param>
    /// <param name="count">How many green threads.</param>
    /// <param name="cancellationToken">Looked at before each item; ends waits early.</param>
    /// <remarks>Throws the first failure.</remarks>
    public static void Run(GreenCode code, Batch batch, int count, CancellationToken cancellationToken)
    {
        BlockingCalls.Hub = new Hub();
        try
        {
            RunUnpatched(code, batch, count, cancellationToken);
        }
        finally
        {
            BlockingCalls.Hub = null;
        }
    }

    /// <summary>As <see cref="Run"/>, but calls that would block do: they were left unpatched.</summary>
    /// <param name="code">What the green threads run.</param>
    /// <param name="batch">The items.</param>
    /// <param name="count">How many green threads.</param>
    /// <param name="cancellationToken">Looked at before each item; ends waits early.</param>
    /// <remarks>Throws the first failure.</remarks>
    public static void RunUnpatched(GreenCode code, Batch batch, int count, CancellationToken cancellationToken) =>
        EventLoop.Run(_ => code.RunAsync(batch, new ItemCounter(batch, cancellationToken), count, cancellationToken));

    /// <inheritdoc/>
    public ValueTask SleepAsync(TimeSpan time) => new(LoopDelay.ForAsync(time, CancellationToken.None));
}
