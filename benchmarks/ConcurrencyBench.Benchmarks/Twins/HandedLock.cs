namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// A lock with CPython's rules in as few lines as they need: who waits too long asks, and who was asked passes the lock
/// on before taking it again. One monitor, no statistics, no checks of ownership.
/// </summary>
internal sealed class HandedLock(TimeSpan switchInterval)
{
    private readonly object _monitor = new();
    private bool _held;
    private volatile bool _asked;
    private int _turns;

    public void Take()
    {
        lock (_monitor)
        {
            while (_held)
            {
                var turn = _turns;
                if (!Monitor.Wait(_monitor, switchInterval) && _held && _turns == turn)
                {
                    _asked = true;
                }
            }

            _held = true;
            _asked = false;
            _turns++;
            Monitor.PulseAll(_monitor);
        }
    }

    public void Drop()
    {
        lock (_monitor)
        {
            _held = false;
            Monitor.PulseAll(_monitor);
        }
    }

    public void PassOnWhenAsked()
    {
        if (!_asked)
        {
            return;
        }

        lock (_monitor)
        {
            var turn = _turns;
            _held = false;
            Monitor.PulseAll(_monitor);
            while (_turns == turn)
            {
                Monitor.Wait(_monitor);
            }
        }

        Take();
    }
}
