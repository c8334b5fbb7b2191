using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Fibonacci numbers by the naive recursion, whose cost is its calls: plain, and with every call awaited. The number n
/// takes 2·F(n + 1) − 1 calls.
/// </summary>
internal static class Fibonacci
{
    /// <summary>
    /// Which number both workloads compute: 635,621 calls, about 1 ms when they are plain and 3 to 5 ms when they are awaited.
    /// </summary>
    public const int Which = 27;

    // 465 calls, and 287 in every second part: below 1 µs.
    private const int CheckpointFrom = 12;

    /// <summary>The number by plain calls, with a checkpoint after each part of about 1 µs.</summary>
    /// <param name="n">Which number, from 0; below 94.</param>
    /// <param name="gate">Notified of checkpoints.</param>
    public static ulong Of<TGate>(int n, ref TGate gate)
        where TGate : struct, IGate
    {
        if (n > CheckpointFrom)
        {
            return Of(n - 1, ref gate) + Of(n - 2, ref gate);
        }

        var number = Of(n);
        gate.Checkpoint();
        return number;
    }

    /// <summary>The number by plain calls.</summary>
    // Kept apart so that every gate, NoGate above all, runs the very same machine code.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Of(int n) => n < 2 ? (ulong)n : Of(n - 1) + Of(n - 2);

    /// <summary>The number by asynchronous calls, each awaited; every one has ended when it returns, so none allocates.</summary>
    public static async ValueTask<ulong> OfAsync(int n) => n < 2 ? (ulong)n : await OfAsync(n - 1) + await OfAsync(n - 2);
}
