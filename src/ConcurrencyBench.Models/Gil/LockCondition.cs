namespace ConcurrencyBench.Models.Gil;

/// <summary>
/// A mutex with one condition, as the lock needs two of. A wait may end without a signal, and a thread that was not
/// signalled may enter first: a caller always looks again.
/// </summary>
internal abstract class LockCondition
{
    /// <summary>Enters the mutex, blocking the thread until it is free.</summary>
    public abstract void Enter();

    /// <summary>Leaves the mutex.</summary>
    public abstract void Exit();

    /// <summary>Leaves the mutex, waits for a signal, and enters it again.</summary>
    /// <param name="time">How long to wait at the most.</param>
    /// <returns>Whether the wait ended before its time, which is no proof of a signal.</returns>
    public abstract bool Wait(TimeSpan time);

    /// <summary>Wakes a thread that waits, if one does; the caller is inside the mutex.</summary>
    public abstract void Signal();
}
