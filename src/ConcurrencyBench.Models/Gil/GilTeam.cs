using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Gil;

/// <summary>The threads of a <see cref="ThreadTeam"/> under one interpreter lock: each holds it from its first item to its last, except where its items release it.</summary>
internal static class GilTeam
{
    /// <summary>Runs every item.</summary>
    /// <remarks>Throws the first failure in time.</remarks>
    public static void Run(ThreadTeam team, Batch batch, TimeSpan switchInterval, CancellationToken cancellationToken)
    {
        var gil = new GlobalInterpreterLock(switchInterval);
        var items = new ItemCounter(batch, cancellationToken);
        team.Run(items, () => RunItems(batch, items, gil));
    }

    private static void RunItems(Batch batch, ItemCounter items, GlobalInterpreterLock gil)
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
