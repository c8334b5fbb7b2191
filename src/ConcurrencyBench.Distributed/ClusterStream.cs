using System.Runtime.InteropServices;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// One stream through a cluster: this process has the sources and grains have the handlers. A call carries a portion of events to
/// a grain; while it is answered the next portion is filled, and no third begun, so that nothing piles up. Rejected: a call for each
/// event, which takes some 90 µs. Not tried: Orleans' own streams and broadcast channels, packages of their own.
/// </summary>
/// <param name="operation">Which stream of which operation.</param>
/// <param name="stream">Receives what the handlers made of it.</param>
/// <param name="workers">How many there are on each side.</param>
/// <param name="slots">The grains, at least as many as workers with handlers.</param>
internal sealed class ClusterStream(StreamOperation operation, EventStream stream, StreamWorkers workers, IReadOnlyList<GrainHandle> slots)
{
    /// <summary>128 kB a call: with a quarter of it an event took half as long again, with four times as much no less.</summary>
    private const int Portion = 8192;

    private volatile bool _failed;

    /// <summary>Takes every event to its handlers, and what these keep into the stream.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, workers.Sources).Select(
            worker => Task.Run(() => SendAsync(stream.Share(worker, workers.Sources), cancellationToken), CancellationToken.None)));
        await Task.WhenAll(Enumerable.Range(0, stream.Handlers).Select(KeepAsync));
    }

    private async Task SendAsync((int First, int End) share, CancellationToken cancellationToken)
    {
        var calls = Enumerable.Range(0, workers.Handlers).Select(slot => new Calls(slots[slot], operation)).ToArray();
        try
        {
            for (var events = 0; events < stream.EventsPerSource; events++)
            {
                for (var source = share.First; source < share.End && !_failed; source++)
                {
                    cancellationToken.ThrowIfCancellationRequested();

                    // Each process would weigh its own memory only, so none does.
                    var value = stream.ValueOf(source, events);
                    if (!EventStream.Passes(value))
                    {
                        continue;
                    }

                    value = EventStream.Map(value);
                    for (var handler = 0; handler < stream.Handlers; handler++)
                    {
                        var call = calls[handler % calls.Length];
                        call.Put(new HandlerEvent(handler, source, value));
                        if (call.IsFull)
                        {
                            await call.SendAsync();
                        }
                    }
                }
            }

            await Task.WhenAll(calls.Select(call => call.EndAsync()));
        }
        catch
        {
            _failed = true;
            throw;
        }
        finally
        {
            // None may be on its way when the next operation begins.
            await Task.WhenAll(calls.Select(call => call.Last)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepAsync(int handler)
    {
        var sums = await slots[handler % workers.Handlers].TakeSumsAsync(operation.Number, handler);
        stream.Keep(handler, 0, MemoryMarshal.Cast<byte, WindowedSum>(sums));
    }

    /// <summary>The calls of one worker to one grain, of which one is on its way while the next is filled.</summary>
    private sealed class Calls(GrainHandle slot, StreamOperation operation)
    {
        private readonly List<HandlerEvent> _filling = new(Portion);

        /// <summary>The call that is on its way, or was the last to be.</summary>
        public Task Last { get; private set; } = Task.CompletedTask;

        public bool IsFull => _filling.Count == Portion;

        public void Put(HandlerEvent next) => _filling.Add(next);

        /// <summary>Sends what there is, once the call before has been answered.</summary>
        public async Task SendAsync()
        {
            await Last;
            var portion = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_filling)).ToArray();
            _filling.Clear();
            Last = slot.HandleAsync(operation, portion);
        }

        public async Task EndAsync()
        {
            await SendAsync();
            await Last;
        }
    }
}
