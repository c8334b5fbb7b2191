using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Models.Gil;

/// <summary>The gate that puts a thread's items under a GIL. It holds no state of its own, so that a copy is as good.</summary>
/// <param name="gil">Held by the calling thread outside blocking sections.</param>
public readonly struct GilGate(GlobalInterpreterLock gil) : IGate
{
    /// <summary>Passes the lock on when another thread has asked for it, as CPython's evaluation loop does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Checkpoint()
    {
        if (gil.IsDropRequested)
        {
            PassOn(gil);
        }
    }

    /// <summary>Drops the lock, as CPython's Py_BEGIN_ALLOW_THREADS does.</summary>
    public void EnterBlocking() => gil.Drop();

    /// <summary>Takes the lock again, as CPython's Py_END_ALLOW_THREADS does.</summary>
    public void ExitBlocking() => gil.Take();

    // Out of the way: checkpoints are in the innermost loops of computations.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PassOn(GlobalInterpreterLock gil)
    {
        gil.Drop();
        gil.Take();
    }
}
