using ConcurrencyBench.Models.Exchanges;

namespace ConcurrencyBench.Models.Gil;

/// <summary>
/// CPython's <c>queue.Queue</c> (Lib/queue.py, Lib/threading.py, 3.12): one mutex, and a condition for room and one for items, whose every waiter has a
/// lock of its own. A waiter has released the GIL and sleeps at once; each item put in or taken out wakes the one that has waited longest.
/// </summary>
/// <param name="capacity">How much it holds, from 1.</param>
/// <param name="gate">The gate of the threads, which hold the lock when they call.</param>
internal sealed class GilQueue<T>(int capacity, GilGate gate) : IBlockingQueue<T>
{
    private readonly object _mutex = new();
    private readonly Queue<T> _items = new();
    private readonly Queue<GilWaiter> _notFull = new();
    private readonly Queue<GilWaiter> _notEmpty = new();
    private bool _isComplete;

    public bool TryPut(T item)
    {
        while (true)
        {
            GilWaiter waiter;
            lock (_mutex)
            {
                if (_isComplete)
                {
                    return false;
                }

                if (_items.Count < capacity)
                {
                    _items.Enqueue(item);
                    Notify(_notEmpty);
                    return true;
                }

                waiter = WaiterIn(_notFull);
            }

            Wait(waiter);
        }
    }

    public bool TryTake(out T item)
    {
        while (true)
        {
            GilWaiter waiter;
            lock (_mutex)
            {
                if (_items.TryDequeue(out item!))
                {
                    Notify(_notFull);
                    return true;
                }

                if (_isComplete)
                {
                    return false;
                }

                waiter = WaiterIn(_notEmpty);
            }

            Wait(waiter);
        }
    }

    public void Complete()
    {
        lock (_mutex)
        {
            _isComplete = true;
            NotifyAll(_notFull);
            NotifyAll(_notEmpty);
        }
    }

    public void Stop()
    {
        lock (_mutex)
        {
            _items.Clear();
            Complete();
        }
    }

    public void Dispose()
    {
        // It holds nothing of the system.
    }

    private static GilWaiter WaiterIn(Queue<GilWaiter> condition)
    {
        var waiter = new GilWaiter();
        condition.Enqueue(waiter);
        return waiter;
    }

    private static void Notify(Queue<GilWaiter> condition)
    {
        if (condition.TryDequeue(out var waiter))
        {
            waiter.Release();
        }
    }

    private static void NotifyAll(Queue<GilWaiter> condition)
    {
        while (condition.Count > 0)
        {
            Notify(condition);
        }
    }

    private void Wait(GilWaiter waiter)
    {
        gate.EnterBlocking();
        waiter.Acquire();
        gate.ExitBlocking();
    }
}
