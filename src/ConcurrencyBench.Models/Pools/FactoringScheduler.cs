namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// Hands out the items of one operation in chunks that shrink. Each round gives every taker an equal part of half of what is
/// left (factoring: Hummel, Schonberg and Flynn 1992). The first chunks are large, so that there are few messages; the last
/// are single items, so that unequal items balance. Equal items take no longer than if each taker had its share at once.
/// </summary>
/// <param name="count">How many items there are.</param>
/// <param name="takers">How many take chunks, from 1.</param>
/// <param name="isSingle">Whether every chunk is a single item.</param>
public sealed class FactoringScheduler(int count, int takers, bool isSingle = false)
{
    private readonly Lock _lock = new();
    private int _next;
    private int _size;
    private int _leftInRound;

    /// <summary>Takes the next chunk.</summary>
    /// <param name="chunk">The items, when there were any.</param>
    /// <returns>Whether there were any.</returns>
    public bool TryTake(out Chunk chunk)
    {
        lock (_lock)
        {
            if (_leftInRound == 0)
            {
                _size = isSingle ? 1 : Math.Max(1, (count - _next) / (2 * takers));
                _leftInRound = takers;
            }

            chunk = new Chunk(_next, Math.Min(_size, count - _next));
            _next += chunk.Count;
            _leftInRound--;
            return chunk.Count > 0;
        }
    }

    /// <summary>Hands out nothing more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _next = count;
        }
    }
}
