using ConcurrencyBench.Core.Streams;
using ConcurrencyBench.Models.Schedulers;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// The threads of <see cref="ThreadsModel"/> under an emulation of CPython's global interpreter lock: a thread holds the
/// lock from its start to its end, except in blocking calls and after a checkpoint at which another thread had asked.
/// </summary>
public sealed class GilThreadsModel : Model
{
    /// <inheritdoc/>
    public override string Id => "gil-threads";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        20,
        "Threading with a GIL",
        "the same threads, taking turns under one interpreter lock as in CPython",
        "overlapping I/O, and native code that lets go of the lock",
        "one thread computes at a time, and a thread back from I/O waits for its turn");

    /// <inheritdoc/>
    public override IStreamer Streamer => new ThreadStreamer<GilGate>(Id, new GilGate(new Gil(TimeSpan.FromMilliseconds(Settings.SwitchIntervalMilliseconds))));

    /// <inheritdoc/>
    public override Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        var gil = new Gil(TimeSpan.FromMilliseconds(Settings.SwitchIntervalMilliseconds));
        var items = new ItemCounter(batch.Count, cancellationToken);
        ThreadTeam.Run(Id, concurrency, items, () => RunItems(batch, items, gil));
        return Task.CompletedTask;
    }

    private static void RunItems(Batch batch, ItemCounter items, Gil gil)
    {
        var gate = new GilGate(gil);
        gil.Take();
        try
        {
            while (items.TryTake(out var item))
            {
                batch.Run(item, ref gate);

                // The interpreter checks at every turn of a loop, so also between items that have no checkpoint inside.
                gate.Checkpoint();
            }
        }
        finally
        {
            // An item that threw inside a blocking section has dropped the lock already.
            if (gil.IsHeldByCurrentThread)
            {
                gil.Drop();
            }
        }
    }
}
