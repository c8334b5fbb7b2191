using ConcurrencyBench.Core.Streams;
using ConcurrencyBench.Models.Schedulers;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Threads for sources and threads for handlers, with a bounded queue before each of the latter, which serves its handlers in
/// turn. Under a GIL each thread holds the lock but while it waits for a queue, and offers it after each event.
/// </summary>
/// <typeparam name="TGate">The type of the threads' gate.</typeparam>
/// <param name="name">What the threads are called, before their number.</param>
/// <param name="gate">The gate.</param>
internal sealed class ThreadStreamer<TGate>(string name, TGate gate) : IStreamer
    where TGate : struct, IGate
{
    private const int Capacity = 1024;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        var workers = StreamWorkers.Of(stream, concurrency);
        var run = new Run(stream, workers, gate);
        using (cancellationToken.UnsafeRegister(_ => run.Stop(), null))
        {
            // Each thread takes the number of one role.
            var roles = new ItemCounter(workers.Sources + workers.Handlers, cancellationToken);
            ThreadTeam.Run(name, workers.Sources + workers.Handlers, roles, () =>
            {
                if (roles.TryTake(out var role))
                {
                    run.Work(role);
                }
            });
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    private readonly record struct Message(int Handler, StreamEvent Event);

    private sealed class Run(EventStream stream, StreamWorkers workers, TGate gate)
    {
        private readonly BoundedQueue<Message, TGate>[] _queues =
            [.. Enumerable.Range(0, workers.Handlers).Select(_ => new BoundedQueue<Message, TGate>(Capacity, gate))];

        private int _openSources = workers.Sources;

        public void Stop() => Array.ForEach(_queues, queue => queue.Stop());

        public void Work(int role)
        {
            var turn = gate;
            turn.ExitBlocking();
            try
            {
                if (role < workers.Sources)
                {
                    Send(stream.Share(role, workers.Sources));
                }
                else
                {
                    Receive(_queues[role - workers.Sources]);
                }
            }
            catch
            {
                Stop();
                throw;
            }
            finally
            {
                turn.EnterBlocking();
            }
        }

        private void Send((int First, int End) share)
        {
            var turn = gate;
            for (var number = 0; number < stream.EventsPerSource; number++)
            {
                for (var source = share.First; source < share.End; source++)
                {
                    if (stream.TryNext(source, number, out var value) && !TrySend(new StreamEvent(source, value)))
                    {
                        return;
                    }

                    turn.Checkpoint();
                }
            }

            if (Interlocked.Decrement(ref _openSources) == 0)
            {
                Array.ForEach(_queues, queue => queue.Complete());
            }
        }

        private bool TrySend(StreamEvent next)
        {
            for (var handler = 0; handler < stream.Handlers; handler++)
            {
                if (!_queues[handler % _queues.Length].TryPut(new Message(handler, next)))
                {
                    return false;
                }
            }

            return true;
        }

        private void Receive(BoundedQueue<Message, TGate> queue)
        {
            var turn = gate;
            while (queue.TryTake(out var message))
            {
                stream.Handle(message.Handler, message.Event.Source, message.Event.Value);
                turn.Checkpoint();
            }
        }
    }
}
