using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Abstractions;

/// <summary>The gate of every model without a global lock: always open, and free.</summary>
public readonly struct NoGate : IGate
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Checkpoint()
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterBlocking()
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExitBlocking()
    {
    }
}
