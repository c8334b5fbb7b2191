namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// Hands one message at a time from one thread to another: a field, and the framework's semaphore that says it is filled. The semaphore looks a few
/// times before it sleeps. Rejected: <see cref="System.Collections.Concurrent.BlockingCollection{T}"/>, whose second semaphore waits for room, of
/// which there always is; a mailbox that spins without a lock, which no library offers.
/// </summary>
internal sealed class SemaphoreMailbox<T> : IBlockingQueue<T>
    where T : class
{
    private readonly SemaphoreSlim _arrived = new(0);
    private T? _message;

    /// <summary>Hands a message over. Only once the one before has been taken.</summary>
    public bool TryPut(T item)
    {
        _message = item;
        _arrived.Release();
        return true;
    }

    public bool TryTake(out T item)
    {
        _arrived.Wait();
        item = _message!;
        _message = null;

        // Without a message it was the end that arrived.
        return item is not null;
    }

    public void Complete() => _arrived.Release();

    public void Stop() => Complete();

    public void Dispose() => _arrived.Dispose();
}
