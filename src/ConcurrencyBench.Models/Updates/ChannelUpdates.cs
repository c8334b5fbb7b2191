using System.Threading.Channels;
using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Models.Updates;

/// <summary>The state has one owner, which applies what comes through a bounded channel; as many workers as the concurrency write to it.</summary>
internal sealed class ChannelUpdates : IUpdatesState
{
    // As for the events of a stream.
    private const int Capacity = 1024;

    public async Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var channel = Channel.CreateBounded<StateUpdate>(new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = concurrency == 1 });
        using (cancellationToken.UnsafeRegister(_ => channel.Writer.TryComplete(), null))
        {
            var owner = Task.Run(() => ApplyAsync(state, channel.Reader), CancellationToken.None);
            await Task.WhenAll(Enumerable.Range(0, concurrency)
                .Select(share => Task.Run(() => WriteAsync(state, state.Share(share, concurrency), channel.Writer), CancellationToken.None)));
            channel.Writer.TryComplete();
            await owner;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task WriteAsync(SharedState state, (int First, int End) share, ChannelWriter<StateUpdate> updates)
    {
        for (var number = share.First; number < share.End; number++)
        {
            var update = state.UpdateOf(number);
            while (!updates.TryWrite(update))
            {
                if (!await updates.WaitToWriteAsync(CancellationToken.None))
                {
                    return;
                }
            }
        }
    }

    private static async Task ApplyAsync(SharedState state, ChannelReader<StateUpdate> updates)
    {
        while (await updates.WaitToReadAsync(CancellationToken.None))
        {
            while (updates.TryRead(out var update))
            {
                state.Apply(update);
            }
        }
    }
}
