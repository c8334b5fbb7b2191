namespace ConcurrencyBench.Models.Exchanges;

/// <summary>A bounded queue between threads: one that finds it full or empty blocks.</summary>
internal interface IBlockingQueue<T> : IDisposable
{
    /// <summary>Puts an item in, waiting for room.</summary>
    /// <returns>Whether it was put in; not when the queue takes no more.</returns>
    bool TryPut(T item);

    /// <summary>Takes the oldest item, waiting for one.</summary>
    /// <returns>Whether there was one; else there will be none any more.</returns>
    bool TryTake(out T item);

    /// <summary>Takes items as they come, until there will be none any more.</summary>
    IEnumerable<T> TakeAll()
    {
        while (TryTake(out var item))
        {
            yield return item;
        }
    }

    /// <summary>Takes no more items; those that are there can still be taken.</summary>
    void Complete();

    /// <summary>Takes no more items and drops those that are there.</summary>
    void Stop();
}
