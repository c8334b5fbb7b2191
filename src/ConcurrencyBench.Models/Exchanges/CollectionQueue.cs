using System.Collections.Concurrent;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>The framework's own queue between threads, which passes two semaphores for every item: one for room, one for items.</summary>
/// <param name="capacity">How much it holds, from 1.</param>
internal sealed class CollectionQueue<T>(int capacity) : IBlockingQueue<T>
{
    private readonly BlockingCollection<T> _items = new(capacity);

    public bool TryPut(T item)
    {
        try
        {
            _items.Add(item);
            return true;
        }
        catch (InvalidOperationException) when (_items.IsAddingCompleted)
        {
            return false;
        }
    }

    public bool TryTake(out T item) => _items.TryTake(out item!, Timeout.Infinite);

    // Its enumerator makes the token of its waits once, where each call that waits makes one of its own.
    public IEnumerable<T> TakeAll() => _items.GetConsumingEnumerable();

    public void Complete() => _items.CompleteAdding();

    public void Stop()
    {
        Complete();
        while (_items.TryTake(out _))
        {
        }
    }

    public void Dispose() => _items.Dispose();
}
