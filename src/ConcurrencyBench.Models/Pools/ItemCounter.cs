using System.Runtime.InteropServices;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// Hands the items of one operation to the next worker that asks, each item once. It takes one interlocked increment an item, so that
/// unequal items balance themselves and no queue has to be filled first.
/// </summary>
/// <param name="count">How many items there are.</param>
/// <param name="cancellationToken">Looked at before each item.</param>
public sealed class ItemCounter(int count, CancellationToken cancellationToken)
{
    // Far above any count, and far enough from the end for every later increment.
    private const long Exhausted = long.MaxValue / 2;

    private readonly Batch? _batch;
    private PaddedLong _next;

    /// <summary>Hands out the items of a batch.</summary>
    /// <param name="batch">Notified when no more are handed out, so that its items do not wait for those.</param>
    /// <param name="cancellationToken">Looked at before each item.</param>
    public ItemCounter(Batch batch, CancellationToken cancellationToken)
        : this(batch.Count, cancellationToken) => _batch = batch;

    /// <summary>Takes the next item.</summary>
    /// <param name="item">Its number, when there was one.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public bool TryTake(out int item)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var taken = Interlocked.Increment(ref _next.Value) - 1;
        item = unchecked((int)taken);
        return taken < count;
    }

    /// <summary>Hands out nothing more: what failed must not be followed by the rest of the operation.</summary>
    public void Stop()
    {
        Interlocked.Exchange(ref _next.Value, Exhausted);
        _batch?.Abandon();
    }

    // Alone on its cache lines: the count and the token are read by every thread while this is written by every thread.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedLong
    {
        [FieldOffset(128)]
        public long Value;
    }
}
