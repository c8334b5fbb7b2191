using System.Runtime.InteropServices;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// One operation of a cluster: every slot is handed one chunk after the other until there are none. Of items that compute, its
/// next chunk is there already when it finishes one, so that a silo seldom waits for a message. Items that wait may wait for
/// each other, so of those a slot is handed one chunk at a time, and of items that are calls one, which is answered before the next.
/// </summary>
/// <param name="number">From 1, ascending.</param>
/// <param name="batch">Receives the digests.</param>
/// <param name="slots">As many as items may be in flight.</param>
/// <param name="silos">How many of the slots, from the first, stand for all silos.</param>
internal sealed class ClusterOperation(long number, Batch batch, IReadOnlyList<GrainHandle> slots, int silos)
{
    private readonly FactoringScheduler _feed = new(batch.Count, slots.Count * ChunksAtASlot(batch), batch.Traits.AreCalls);

    /// <summary>Runs every item once.</summary>
    /// <exception cref="PoolProcessException">An item threw, or the cluster broke.</exception>
    public Task RunAsync() => Task.WhenAll(Enumerable.Repeat(slots, ChunksAtASlot(batch)).SelectMany(all => all).Select(RunAsync));

    /// <summary>Lets no item begin any more, on any silo.</summary>
    public Task StopAsync()
    {
        _feed.Stop();
        return Task.WhenAll(slots.Take(silos).Select(slot => slot.StopAsync(number)));
    }

    private static int ChunksAtASlot(Batch batch) => batch.Traits.Kind == WorkloadKind.Cpu && !batch.Traits.AreCalls ? 2 : 1;

    private async Task RunAsync(GrainHandle slot)
    {
        while (_feed.TryTake(out var chunk))
        {
            var reply = await slot.RunAsync(number, chunk);
            var item = chunk.First;
            foreach (var digest in MemoryMarshal.Cast<byte, ulong>(reply.Bytes))
            {
                batch.Complete(item++, digest);
            }

            if (reply.Failure is not null)
            {
                await StopAsync();
                slot.ThrowIf(reply.Failure);
            }
        }
    }
}
