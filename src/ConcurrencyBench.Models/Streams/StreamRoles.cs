using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// What threads do of one stream: some run sources, the others handlers, with a bounded queue before each of the latter, which
/// serves its handlers in turn. Each role is one thread's, for as long as the stream lasts.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="workers">How many roles there are on each side.</param>
/// <param name="gate">Held by a thread but while it waits for a queue, and offered after each event.</param>
/// <param name="open">Makes a queue.</param>
internal sealed class StreamRoles<TGate>(EventStream stream, StreamWorkers workers, TGate gate, Func<IBlockingQueue<HandlerEvent>> open) : IDisposable
    where TGate : struct, IGate
{
    private readonly IBlockingQueue<HandlerEvent>[] _queues = [.. Enumerable.Range(0, workers.Handlers).Select(_ => open())];

    private int _openSources = workers.Sources;

    /// <summary>How many roles there are.</summary>
    public int Count => workers.Count;

    /// <summary>Ends all roles early; any thread may ask.</summary>
    public void Stop() => Array.ForEach(_queues, queue => queue.Stop());

    /// <summary>Plays a role until the stream has ended or was stopped; a failure stops the others.</summary>
    public void Play(int role)
    {
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
    }

    public void Dispose() => Array.ForEach(_queues, queue => queue.Dispose());

    private void Send((int First, int End) share)
    {
        var turn = gate;
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End; source++)
            {
                if (stream.TryNext(source, number, out var value) && !TrySend(source, value))
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

    private bool TrySend(int source, ulong value)
    {
        for (var handler = 0; handler < stream.Handlers; handler++)
        {
            if (!_queues[handler % _queues.Length].TryPut(new HandlerEvent(handler, source, value)))
            {
                return false;
            }
        }

        return true;
    }

    private void Receive(IBlockingQueue<HandlerEvent> queue)
    {
        var turn = gate;
        foreach (var taken in queue.TakeAll())
        {
            stream.Handle(taken.Handler, taken.Source, taken.Value);
            turn.Checkpoint();
        }
    }
}
