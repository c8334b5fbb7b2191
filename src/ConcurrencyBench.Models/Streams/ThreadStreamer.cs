using ConcurrencyBench.Core.Streams;
using ConcurrencyBench.Models.Schedulers;

namespace ConcurrencyBench.Models.Streams;

/// <summary>A thread for each role of a stream, started for it: see <see cref="StreamRoles{TGate}"/>.</summary>
/// <typeparam name="TGate">The type of the threads' gate.</typeparam>
/// <param name="name">What the threads are called, before their number.</param>
/// <param name="gate">The gate.</param>
internal sealed class ThreadStreamer<TGate>(string name, TGate gate) : IStreamer
    where TGate : struct, IGate
{
    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var roles = new StreamRoles<TGate>(stream, concurrency, gate);
        using (cancellationToken.UnsafeRegister(_ => roles.Stop(), null))
        {
            // Each thread takes the number of one role.
            var numbers = new ItemCounter(roles.Count, cancellationToken);
            ThreadTeam.Run(name, roles.Count, numbers, () =>
            {
                if (numbers.TryTake(out var role))
                {
                    Play(roles, role);
                }
            });
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
