namespace ConcurrencyBench.Models.Gil;

/// <summary>The lock of one thread that waits for a condition: it sleeps at once, without a look before.</summary>
internal sealed class GilWaiter
{
    private readonly object _lock = new();
    private bool _isReleased;

    /// <summary>Sleeps until it has been released.</summary>
    public void Acquire()
    {
        lock (_lock)
        {
            while (!_isReleased)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Wakes the thread, once.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _isReleased = true;
            Monitor.Pulse(_lock);
        }
    }
}
