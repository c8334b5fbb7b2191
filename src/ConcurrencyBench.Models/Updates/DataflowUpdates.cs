using System.Threading.Tasks.Dataflow;
using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Models.Updates;

/// <summary>The state has one block, which applies one update at a time; as many workers as the concurrency post to it.</summary>
internal sealed class DataflowUpdates : IUpdatesState
{
    // As the channel of the model that this is held against.
    private const int Capacity = 1024;

    public async Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var owner = new ActionBlock<StateUpdate>(state.Apply, new ExecutionDataflowBlockOptions
        {
            BoundedCapacity = Capacity,
            SingleProducerConstrained = concurrency == 1,
            CancellationToken = cancellationToken,
        });
        await Task.WhenAll(Enumerable.Range(0, concurrency)
            .Select(share => Task.Run(() => PostAsync(state, state.Share(share, concurrency), owner), CancellationToken.None)));
        owner.Complete();
        await owner.Completion;
    }

    private static async Task PostAsync(SharedState state, (int First, int End) share, ActionBlock<StateUpdate> owner)
    {
        for (var number = share.First; number < share.End; number++)
        {
            var update = state.UpdateOf(number);
            if (!owner.Post(update) && !await owner.SendAsync(update, CancellationToken.None))
            {
                return;
            }
        }
    }
}
