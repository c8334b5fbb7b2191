using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>
/// About 100 µs of computation: a fixed number of steps, each of which needs the one before, so that every form of the
/// item does the same work at any clock speed.
/// </summary>
public readonly struct SpinItem : IItem
{
    /// <summary>How many make an operation: 20 ms of work.</summary>
    public const int Count = 200;

    private const int Turns = 26_000;

    // Kept apart so that model and twin run the very same machine code.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Run(int item)
    {
        var digest = (ulong)item;
        for (var turn = 0; turn < Turns; turn++)
        {
            digest = Digest.Mix(digest);
        }

        return digest | 1;
    }
}
