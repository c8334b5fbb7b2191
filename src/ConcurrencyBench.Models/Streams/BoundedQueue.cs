namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// A bounded queue between threads, as Python's <c>queue.Queue</c>: who finds it full or empty blocks, outside the gate. A thread
/// that waits for room is woken when half of it is free, not at each place. Rejected:
/// <see cref="System.Collections.Concurrent.BlockingCollection{T}"/>, which passes two semaphores for every item.
/// </summary>
/// <param name="capacity">How much it holds, from 2.</param>
/// <param name="gate">Passed by the threads; under a GIL it is never held while its holder waits for the queue.</param>
internal sealed class BoundedQueue<T, TGate>(int capacity, TGate gate)
    where TGate : struct, IGate
{
    private readonly object _mutex = new();
    private readonly Queue<T> _items = new(capacity);
    private readonly TGate _gate = gate;
    private int _waiting;
    private bool _isComplete;

    /// <summary>Puts an item in, waiting for room.</summary>
    /// <returns>Whether it was put in; not when the queue has been stopped.</returns>
    public bool TryPut(T item)
    {
        var gate = _gate;
        while (true)
        {
            lock (_mutex)
            {
                if (_isComplete)
                {
                    return false;
                }

                if (_items.Count < capacity)
                {
                    _items.Enqueue(item);
                    WakeWhen(_items.Count == 1);
                    return true;
                }
            }

            gate.EnterBlocking();
            WaitWhile(() => _items.Count > capacity / 2);
            gate.ExitBlocking();
        }
    }

    /// <summary>Takes the oldest item, waiting for one.</summary>
    /// <returns>Whether there was one; else there will be none any more.</returns>
    public bool TryTake(out T item)
    {
        var gate = _gate;
        while (true)
        {
            lock (_mutex)
            {
                if (_items.TryDequeue(out item!))
                {
                    WakeWhen(_items.Count == capacity / 2);
                    return true;
                }

                if (_isComplete)
                {
                    return false;
                }
            }

            gate.EnterBlocking();
            WaitWhile(() => _items.Count == 0);
            gate.ExitBlocking();
        }
    }

    /// <summary>Takes no more items; those that are there can still be taken.</summary>
    public void Complete()
    {
        lock (_mutex)
        {
            _isComplete = true;
            Monitor.PulseAll(_mutex);
        }
    }

    /// <summary>Takes no more items and drops those that are there.</summary>
    public void Stop()
    {
        lock (_mutex)
        {
            _items.Clear();
            Complete();
        }
    }

    private void WaitWhile(Func<bool> condition)
    {
        lock (_mutex)
        {
            _waiting++;
            while (condition() && !_isComplete)
            {
                Monitor.Wait(_mutex);
            }

            _waiting--;
        }
    }

    // Those who wait are all on one side: no thread waits for room in a queue that others find empty.
    private void WakeWhen(bool condition)
    {
        if (condition && _waiting > 0)
        {
            Monitor.PulseAll(_mutex);
        }
    }
}
