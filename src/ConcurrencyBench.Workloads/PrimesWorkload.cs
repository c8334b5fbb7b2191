using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Counts the primes of an item's own range by trial division: pure computation, no allocation, all of it under a
/// GIL. The ranges lie side by side around ten million, where the largest divisor hardly changes from the first item
/// to the last, so that items cost the same but for the few primes that one range has more than another. Each division
/// waits for the one before, so that two hyper-threads of one core do almost twice the work of one, as they do for most
/// programs. With divisions that overlap they share one divider, and what was measured was where the host put them.
/// </summary>
public sealed class PrimesWorkload : ItemWorkload, IStandsForItsKind
{
    private const uint Lowest = 10_000_000;
    private const uint Shift = 100_000;

    // 128 primes and about 256,000 divisions, about 1 ms.
    private const uint Length = 2048;

    private const int Ranges = 64;

    /// <inheritdoc/>
    public override string Id => "primes";

    /// <inheritdoc/>
    public override string Description => "counts the primes among 2,048 numbers near ten million by trial division";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public int MainConcurrency(int cores) => cores;

    /// <inheritdoc/>
    public override int Items(int concurrency) => Ranges * CpuWorkScale.Of(concurrency);

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) =>
        Digest.Of(Digest.Of(Seed, (ulong)item), CountRange(Seed, item, ref gate));

    /// <summary>How many primes there are in an item's range.</summary>
    internal static uint CountRange<TGate>(ulong seed, int item, ref TGate gate)
        where TGate : struct, IGate
    {
        var first = First(seed, item);
        return CountPrimes(first, first + Length, ref gate);
    }

    /// <summary>The first number of an item's range.</summary>
    internal static uint First(ulong seed, int item) => Lowest + (uint)(Digest.Mix(seed) % Shift) + ((uint)(item % Ranges) * Length);

    /// <summary>How many primes there are from <paramref name="first"/> up to but without <paramref name="end"/>, both below 2³².</summary>
    /// <remarks>A checkpoint at each division is for free: the next division waits for this one anyway.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static uint CountPrimes<TGate>(uint first, uint end, ref TGate gate)
        where TGate : struct, IGate
    {
        var count = first <= 2 && end > 2 ? 1u : 0u;
        for (var candidate = Math.Max(3, first | 1); candidate < end; candidate += 2)
        {
            var root = (uint)Math.Sqrt(candidate);
            var remainder = 1u;
            for (var divisor = 3u; divisor <= root; divisor += 2 + ((remainder - 1) >> 31 << 16))
            {
                // A remainder of 0, less 1, has its highest bit set, which takes the divisor beyond every root.
                remainder = candidate % divisor;
                gate.Checkpoint();
            }

            count += remainder == 0 ? 0u : 1u;
        }

        return count;
    }
}
