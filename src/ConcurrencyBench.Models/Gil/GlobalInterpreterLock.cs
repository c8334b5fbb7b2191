namespace ConcurrencyBench.Models.Gil;

/// <summary>
/// CPython's global interpreter lock as it has been since 3.2 (Python/ceval_gil.c; A. Pitrou, "Reworking the GIL", 2009).
/// The lock is a flag under a mutex with a condition, the C library's as in CPython where there is one (<see cref="SystemCondition"/>).
/// A waiter waits for the switch interval; when that passes without any switch, it asks for the lock. The holder sees the request at its
/// next checkpoint, drops the lock, and waits until another thread has taken it. Without that forced switch it would win the lock back
/// before a waiter had woken.
/// </summary>
/// <remarks>
/// Kept from the original: a thread that drops the lock around blocking I/O while a request is pending waits for the
/// switch too, and the interval is the least, not the most, that a holder gets. Native code that keeps the lock ignores it.
/// </remarks>
public sealed class GlobalInterpreterLock
{
    private const int Free = 0;

    // The C library's condition can lose a signal when many threads wait (glibc bug 25847, up to 2.40), for which CPython would wait for ever.
    private static readonly TimeSpan _lookAgain = TimeSpan.FromSeconds(1);

    private readonly LockCondition _free;
    private readonly LockCondition _switched;
    private readonly TimeSpan _interval;
    private volatile bool _dropRequested;
    private volatile int _holder;
    private int _lastHolder;
    private long _switches;
    private long _requests;

    /// <summary>Makes a lock that is free.</summary>
    /// <param name="switchInterval">How long a waiter waits before it asks for the lock, from <see cref="ShortestInterval"/>.</param>
    public GlobalInterpreterLock(TimeSpan switchInterval)
        : this(switchInterval, SystemCondition.Create)
    {
    }

    /// <summary>Makes a lock that is free.</summary>
    /// <param name="switchInterval">How long a waiter waits before it asks for the lock.</param>
    /// <param name="condition">Makes what threads wait by; called twice.</param>
    internal GlobalInterpreterLock(TimeSpan switchInterval, Func<LockCondition> condition)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(switchInterval, ShortestInterval);
        (_interval, _free, _switched) = (switchInterval, condition(), condition());
    }

    /// <summary>The shortest interval that this system can wait: 1 µs, as in CPython, or 1 ms where the runtime's monitor is all there is.</summary>
    public static TimeSpan ShortestInterval => SystemCondition.ShortestWait;

    /// <summary>How often the lock went to a thread that was not its last holder.</summary>
    public long Switches => Interlocked.Read(ref _switches);

    /// <summary>How often a waiter's interval ran out and it asked for the lock.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Whether a waiter has asked for the lock: one volatile read, which is all that a checkpoint costs as a rule.</summary>
    public bool IsDropRequested => _dropRequested;

    /// <summary>
    /// Whether the calling thread holds the lock. Ownership is kept here and not in the gate, so that a thread whose item
    /// threw inside a blocking section knows at its end that there is nothing to drop.
    /// </summary>
    public bool IsHeldByCurrentThread => _holder == Environment.CurrentManagedThreadId;

    /// <summary>Waits for the lock and takes it.</summary>
    /// <exception cref="SynchronizationLockException">The calling thread holds it already.</exception>
    public void Take()
    {
        var self = Environment.CurrentManagedThreadId;
        if (_holder == self)
        {
            throw new SynchronizationLockException("this thread holds the GIL already");
        }

        _free.Enter();
        while (_holder != Free)
        {
            WaitForDrop();
        }

        _switched.Enter();
        _holder = self;
        if (_lastHolder != self)
        {
            _lastHolder = self;
            _switches++;
        }

        _switched.Signal();
        _switched.Exit();
        _dropRequested = false;
        _free.Exit();
    }

    /// <summary>Drops the lock; when it had been asked for, returns only after another thread has taken it.</summary>
    /// <exception cref="SynchronizationLockException">The calling thread does not hold it.</exception>
    public void Drop()
    {
        var self = Environment.CurrentManagedThreadId;
        if (_holder != self)
        {
            throw new SynchronizationLockException("this thread does not hold the GIL");
        }

        _free.Enter();
        _holder = Free;
        _free.Signal();
        _free.Exit();

        // A request implies a waiter, and a waiter never gives up: the wait below always ends.
        if (_dropRequested)
        {
            _switched.Enter();
            while (_lastHolder == self)
            {
                _switched.Wait(_lookAgain);
            }

            _switched.Exit();
        }
    }

    private void WaitForDrop()
    {
        var seen = _switches;
        var dropped = _free.Wait(_interval);

        // A switch during the wait restarts it: the new holder has a right to an interval of its own.
        if (!dropped && _holder != Free && _switches == seen)
        {
            _dropRequested = true;
            _requests++;
        }
    }
}
