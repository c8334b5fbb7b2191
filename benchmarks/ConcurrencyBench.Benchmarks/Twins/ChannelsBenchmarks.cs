using System.Threading.Channels;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>channels</c> beside two tasks that read a channel of the same capacity, fed in the same way.</summary>
public class ChannelsBenchmarks : ModelAndTwin<ChannelsModel>
{
    // What the model gives the channel for each worker.
    private const int CapacityPerWorker = 64;

    /// <inheritdoc/>
    protected override async Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var channel = Channel.CreateBounded<int>(Concurrency * CapacityPerWorker);
        var workers = Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out var item))
                {
                    digests[item] = TItem.Run(item);
                }
            }
        })));
        for (var item = 0; item < digests.Length; item++)
        {
            if (!channel.Writer.TryWrite(item))
            {
                await channel.Writer.WriteAsync(item);
            }
        }

        channel.Writer.Complete();
        await workers;
    }
}
