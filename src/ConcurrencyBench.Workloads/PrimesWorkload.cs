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

    // 16 chunks of 128 numbers: 8 primes and about 16,000 divisions each, 60 to 80 µs.
    private const uint Chunk = 128;
    private const uint Chunks = 16;

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

    /// <summary>How many primes there are in an item's range, with a checkpoint after each chunk.</summary>
    internal static uint CountRange<TGate>(ulong seed, int item, ref TGate gate)
        where TGate : struct, IGate
    {
        var first = First(seed, item);
        var count = 0u;
        for (var chunk = 0u; chunk < Chunks; chunk++)
        {
            count += CountPrimes(first, first + Chunk);
            first += Chunk;
            gate.Checkpoint();
        }

        return count;
    }

    /// <summary>The first number of an item's range.</summary>
    internal static uint First(ulong seed, int item) => Lowest + (uint)(Digest.Mix(seed) % Shift) + ((uint)(item % Ranges) * Chunk * Chunks);

    /// <summary>How many primes there are from <paramref name="first"/> up to but without <paramref name="end"/>, both below 2³².</summary>
    // Kept apart so that every gate, NoGate above all, runs the very same machine code.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static uint CountPrimes(uint first, uint end)
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
            }

            count += remainder == 0 ? 0u : 1u;
        }

        return count;
    }
}
