using System.Runtime.InteropServices;
using ConcurrencyBench.Core.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// One stream through a cluster: this process has the sources and grains have the handlers. A call carries a portion of events to
/// a grain; while it is answered the next portion is filled, and no third begun, so that nothing piles up. Rejected: a call for each
/// event, which takes some 90 µs, and Orleans' own streams, which keep events in a provider's queues for subscribers that may come
/// later.
/// </summary>
/// <param name="number">The operation, from 1, ascending.</param>
/// <param name="stream">Receives what the handlers made of it.</param>
/// <param name="streamNumber">Which of the workload's streams it is.</param>
/// <param name="concurrency">Decides how many workers there are on each side.</param>
/// <param name="slots">The grains, at least as many as workers with handlers.</param>
internal sealed class ClusterStream(long number, EventStream stream, int streamNumber, int concurrency, IReadOnlyList<Slot> slots)
{
    /// <summary>128 kB a call: with a quarter of it an event took half as long again, with four times as much no less.</summary>
    private const int Portion = 8192;

    private readonly StreamWorkers _workers = StreamWorkers.Of(stream, concurrency);
    private volatile bool _failed;

    /// <summary>Takes every event to its handlers, and what these keep into the stream.</summary>
    /// <param name="cancellationToken">Looked at before each event.</param>
    /// <returns>A task that ends when nothing is on its way any more.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, _workers.Sources).Select(
            worker => Task.Run(() => SendAsync(stream.Share(worker, _workers.Sources), cancellationToken), CancellationToken.None)));
        await Task.WhenAll(Enumerable.Range(0, stream.Handlers).Select(KeepAsync));
    }

    private async Task SendAsync((int First, int End) share, CancellationToken cancellationToken)
    {
        var calls = Enumerable.Range(0, _workers.Handlers).Select(slot => new Calls(slots[slot], number, streamNumber)).ToArray();
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
                        call.Put(new SiloEvent(handler, source, value));
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
        var sums = await slots[handler % _workers.Handlers].TakeSumsAsync(number, handler);
        stream.Keep(handler, 0, MemoryMarshal.Cast<byte, WindowedSum>(sums));
    }

    /// <summary>The calls of one worker to one grain, of which one is on its way while the next is filled.</summary>
    private sealed class Calls(Slot slot, long operation, int stream)
    {
        private readonly List<SiloEvent> _filling = new(Portion);

        /// <summary>The call that is on its way, or was the last to be.</summary>
        public Task Last { get; private set; } = Task.CompletedTask;

        public bool IsFull => _filling.Count == Portion;

        public void Put(SiloEvent next) => _filling.Add(next);

        /// <summary>Sends what there is, once the call before has been answered.</summary>
        public async Task SendAsync()
        {
            await Last;
            var portion = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_filling)).ToArray();
            _filling.Clear();
            Last = slot.HandleAsync(operation, stream, portion);
        }

        public async Task EndAsync()
        {
            await SendAsync();
            await Last;
        }
    }
}
