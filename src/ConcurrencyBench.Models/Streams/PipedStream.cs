using System.Runtime.InteropServices;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// One stream through pipes: this process has the sources, on threads of its own, and processes of the pool have the handlers, as where a program hands
/// work to its worker processes. Events go out in portions of as much as a pipe holds, and a full pipe holds its sources back. A message for each event
/// would be two calls of the system for each.
/// </summary>
/// <param name="stream">Receives what the handlers made of it.</param>
/// <param name="workers">How many threads run sources, and how many processes handlers.</param>
/// <param name="pool">The processes.</param>
/// <param name="handlers">Those of them that run handlers, for which the stream has been opened.</param>
/// <param name="cancellationToken">Ends the stream early.</param>
internal sealed class PipedStream(
    EventStream stream, StreamWorkers workers, PoolMembers<PipedMember> pool, IReadOnlyList<PipedMember> handlers, CancellationToken cancellationToken)
{
    private const int Portion = 4096;

    private int _openSources = workers.Sources;
    private volatile bool _hasFailed;

    /// <summary>How many roles there are: those of sources first, then one that waits for each process.</summary>
    public int Roles => workers.Count;

    /// <summary>Plays a role until the stream has ended or was stopped. Each needs a thread of its own.</summary>
    /// <exception cref="PoolProcessException">A process ended, or a handler threw in it.</exception>
    public void Play(int role)
    {
        try
        {
            if (role < workers.Sources)
            {
                PlaySources(role);
            }
            else
            {
                Receive(role - workers.Sources);
            }
        }
        catch
        {
            _hasFailed = true;
            throw;
        }
    }

    private void PlaySources(int role)
    {
        try
        {
            Send(stream.Share(role, workers.Sources));
        }
        finally
        {
            if (Interlocked.Decrement(ref _openSources) == 0)
            {
                foreach (var member in handlers)
                {
                    pool.Attempt(member, close => close.Send(PipeKind.Close));
                }
            }
        }
    }

    private void Send((int First, int End) share)
    {
        var portions = handlers.Select(_ => new List<HandlerEvent>(Portion)).ToArray();
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End; source++)
            {
                if (_hasFailed || cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                // Each process would weigh its own memory only, so none does.
                var value = stream.ValueOf(source, number);
                if (EventStream.Passes(value))
                {
                    Put(portions, source, EventStream.Map(value));
                }
            }
        }

        for (var worker = 0; worker < portions.Length; worker++)
        {
            Flush(worker, portions[worker]);
        }
    }

    private void Put(List<HandlerEvent>[] portions, int source, ulong value)
    {
        for (var handler = 0; handler < stream.Handlers; handler++)
        {
            var worker = handler % portions.Length;
            portions[worker].Add(new HandlerEvent(handler, source, value));
            if (portions[worker].Count == Portion)
            {
                Flush(worker, portions[worker]);
            }
        }
    }

    private void Flush(int worker, List<HandlerEvent> portion)
    {
        pool.Attempt(handlers[worker], member => member.Send(CollectionsMarshal.AsSpan(portion)));
        portion.Clear();
    }

    private void Receive(int worker)
    {
        var member = handlers[worker];
        string? failure = null;
        pool.Attempt(member, reading => failure = reading.ReadAnswer());
        if (failure is not null)
        {
            throw new PoolProcessException(failure);
        }

        var sums = MemoryMarshal.Cast<byte, WindowedSum>(member.Answer);
        for (var handler = worker; handler < stream.Handlers; handler += workers.Handlers)
        {
            stream.Keep(handler, 0, sums.Slice(handler * stream.Sources, stream.Sources));
        }
    }
}
