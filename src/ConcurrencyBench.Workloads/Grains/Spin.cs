using System.Diagnostics;
using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Grains;

/// <summary>
/// Spins by work: rounds of multiplications, each of which waits for the one before. Whatever the number of rounds, they
/// end with the value that they began with, because (1 + 3·2⁶⁰)¹⁶ is 1 modulo 2⁶⁴; the JIT does not know that.
/// </summary>
internal static class Spin
{
    // Not 1 + 2⁶⁰: the JIT makes that a shift and an addition, turns so short that two hyper-threads of a core would get in
    // each other's way. A chain of multiplications leaves room for both, as in primes.
    private const ulong Factor = (3UL << 60) + 1;
    private const int TurnsPerRound = 16;

    // 200 samples of about 20 µs.
    private const int Samples = 200;
    private const int SampleRounds = 1000;

    /// <summary>Multiplies a value by 1 + 3·2⁶⁰ sixteen times a round.</summary>
    /// <param name="value">Any word.</param>
    /// <param name="rounds">How often, from 0; below 2²⁷.</param>
    /// <param name="gate">Notified of a checkpoint at each multiplication, for which the next one waits anyway.</param>
    // Compiled in its last form at once, so that what is calibrated is what the items run.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ulong Run<TGate>(ulong value, int rounds, ref TGate gate)
        where TGate : struct, IGate
    {
        for (var turns = rounds * TurnsPerRound; turns > 0; turns--)
        {
            value *= Factor;
            gate.Checkpoint();
        }

        return value;
    }

    /// <summary>
    /// How many rounds take a microsecond here: the most that any of 200 samples did, because whatever disturbs a sample
    /// makes it longer.
    /// </summary>
    public static double RoundsPerMicrosecond()
    {
        var gate = default(NoGate);
        var shortest = TimeSpan.MaxValue;
        var value = 1UL;
        for (var sample = 0; sample < Samples; sample++)
        {
            var start = Stopwatch.GetTimestamp();
            value = Run(value, SampleRounds, ref gate);
            var elapsed = Stopwatch.GetElapsedTime(start);
            shortest = elapsed < shortest ? elapsed : shortest;
        }

        return SampleRounds / shortest.TotalMicroseconds;
    }
}
