using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Streams;

/// <summary>A thread for each role of a stream, started for it: see <see cref="StreamRoles{TGate}"/>.</summary>
/// <param name="name">What the threads are called, before their number.</param>
/// <param name="gate">The gate.</param>
/// <param name="open">Makes the queue of a worker that runs handlers.</param>
internal sealed class ThreadStreamRunner<TGate>(string name, TGate gate, Func<IBlockingQueue<HandlerEvent>> open) : IRunsStreams
    where TGate : struct, IGate
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var roles = new StreamRoles<TGate>(stream, StreamWorkers.Of(stream, concurrency), gate, open);
        using (cancellationToken.UnsafeRegister(_ => roles.Stop(), null))
        {
            ThreadTeam.Run(name, Enumerable.Range(0, roles.Count).Select<int, Action>(role => () => Play(roles, role)), roles.Stop);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    private void Play(StreamRoles<TGate> roles, int role)
    {
        var turn = gate;
        turn.ExitBlocking();
        try
        {
            roles.Play(role);
        }
        finally
        {
            turn.EnterBlocking();
        }
    }
}
