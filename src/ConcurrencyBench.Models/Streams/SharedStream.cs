using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// How one stream's events go from the processes that run its sources to those that run its handlers. It has a ring from each of the one
/// to each of the others, and what handlers keep, all in memory that they share with their parent. Rejected: a pipe between them,
/// a call of the system or two for each portion of events.
/// </summary>
/// <param name="start">Where it is.</param>
/// <param name="stream">The stream, as this process has it.</param>
/// <param name="workers">How many processes there are on each side.</param>
/// <param name="items">Reports when all should stop.</param>
internal sealed unsafe class SharedStream(byte* start, EventStream stream, StreamWorkers workers, SharedItems items)
{
    /// <summary>How many processes run it.</summary>
    public int Workers => workers.Count;

    private long RingsOffset => (long)Workers * FutexEvent.Size;

    private WindowedSum* Sums => (WindowedSum*)(start + RingsOffset + (workers.Sources * workers.Handlers * SharedRing<HandlerEvent>.Size));

    /// <summary>How much memory the largest of a workload's streams takes.</summary>
    /// <returns>Bytes; 0 for no streams.</returns>
    public static long Size(IReadOnlyList<EventStream> streams, int concurrency) =>
        streams.Select(stream => Size(stream, StreamWorkers.Of(stream, concurrency))).DefaultIfEmpty().Max();

    /// <summary>How much memory a stream takes.</summary>
    /// <returns>Bytes.</returns>
    public static long Size(EventStream stream, StreamWorkers workers) =>
        ((long)workers.Count * FutexEvent.Size)
        + (workers.Sources * workers.Handlers * SharedRing<HandlerEvent>.Size)
        + ((long)stream.Sources * stream.Handlers * sizeof(WindowedSum));

    /// <summary>Makes everything as new; only while no process does anything with it.</summary>
    public void Reset()
    {
        new Span<byte>(start, Workers * FutexEvent.Size).Clear();
        new Span<WindowedSum>(Sums, stream.Sources * stream.Handlers).Clear();
        for (var sources = 0; sources < workers.Sources; sources++)
        {
            for (var handlers = 0; handlers < workers.Handlers; handlers++)
            {
                Ring(sources, handlers).Reset();
            }
        }
    }

    /// <summary>Wakes the sleeping sides, to see that all should stop.</summary>
    public void WakeAll()
    {
        for (var worker = 0; worker < Workers; worker++)
        {
            Bell(worker).Ring();
        }
    }

    /// <summary>Moves what the handlers kept into the parent's stream; only when all processes are done.</summary>
    public void MoveTo(EventStream to)
    {
        for (var handler = 0; handler < to.Handlers; handler++)
        {
            to.Keep(handler, 0, new ReadOnlySpan<WindowedSum>(Sums + ((long)handler * to.Sources), to.Sources));
        }
    }

    /// <summary>Runs sources or handlers until the stream has ended.</summary>
    /// <param name="worker">Which of the processes this is, from 0: those that run sources come first.</param>
    public void Work(int worker)
    {
        if (worker < workers.Sources)
        {
            Send(worker, stream.Share(worker, workers.Sources));
        }
        else
        {
            Receive(worker - workers.Sources);
        }
    }

    private FutexEvent Bell(int worker) => new(start + ((long)worker * FutexEvent.Size));

    private SharedRing<HandlerEvent> Ring(int sources, int handlers) =>
        new(
            start + RingsOffset + (((sources * workers.Handlers) + handlers) * SharedRing<HandlerEvent>.Size),
            putting: Bell(sources),
            taking: Bell(workers.Sources + handlers));

    private void Send(int worker, (int First, int End) share)
    {
        var rings = Enumerable.Range(0, workers.Handlers).Select(handlers => Ring(worker, handlers)).ToArray();
        for (var number = 0; number < stream.EventsPerSource; number++)
        {
            for (var source = share.First; source < share.End; source++)
            {
                // Each process would weigh its own memory only, so none does.
                var value = stream.ValueOf(source, number);
                if (EventStream.Passes(value) && !TrySend(worker, rings, source, EventStream.Map(value)))
                {
                    return;
                }
            }
        }

        Array.ForEach(rings, ring => ring.Close());
    }

    private bool TrySend(int worker, SharedRing<HandlerEvent>[] rings, int source, ulong value)
    {
        for (var handler = 0; handler < stream.Handlers; handler++)
        {
            var ring = rings[handler % rings.Length];
            while (!ring.TryPut(new HandlerEvent(handler, source, value)))
            {
                Array.ForEach(rings, each => each.ShowPut());
                WaitForRoom(worker, ring);
                if (items.IsStopped)
                {
                    return false;
                }
            }

            if (ring.IsPortionPut)
            {
                ring.ShowPut();
                if (items.IsStopped)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void WaitForRoom(int worker, SharedRing<HandlerEvent> ring) => Bell(worker).Wait(() => ring.HasRoom || items.IsStopped);

    private void Receive(int worker)
    {
        var rings = Enumerable.Range(0, workers.Sources).Select(sources => Ring(sources, worker)).ToList();
        while (rings.Count > 0 && !items.IsStopped)
        {
            // What a ring still has is looked for after it was seen to be closed.
            rings.RemoveAll(ring => ring.IsClosed & !TryReceive(ring));
            if (rings.Count > 0)
            {
                Bell(workers.Sources + worker).Wait(() => items.IsStopped || rings.Exists(ring => ring.HasAny || ring.IsClosed));
            }
        }
    }

    private bool TryReceive(SharedRing<HandlerEvent> ring)
    {
        var any = false;
        var sums = Sums;
        var sources = stream.Sources;
        while (ring.TryTake(out var message))
        {
            stream.Add(message.Handler, message.Source, ref sums[((long)message.Handler * sources) + message.Source], message.Value);
            any = true;
            if (ring.IsHalfTaken)
            {
                ring.ShowTaken();
            }
        }

        if (any)
        {
            ring.ShowTaken();
        }

        return any;
    }
}
