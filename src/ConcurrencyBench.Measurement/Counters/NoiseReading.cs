using System.Diagnostics;
using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>How steady the machine was while one thread did the same piece of work again and again.</summary>
/// <param name="Repetitions">How often it did it.</param>
/// <param name="MedianNanoseconds">The median piece.</param>
/// <param name="SlowRatio">The 95th percentile over the median: 1 on a perfectly quiet machine.</param>
/// <param name="DriftRatio">The slowest over the fastest of the medians of ten stretches: what pairing within blocks has to even out.</param>
/// <param name="Disturbance">What others did meanwhile; null where it is not available.</param>
public sealed record NoiseReading(
    int Repetitions, double MedianNanoseconds, double SlowRatio, double DriftRatio, Disturbance? Disturbance)
{
    private const int Stretches = 10;
    private const int TurnsPerPiece = 200_000;

    /// <summary>Works for a while and reads the clock.</summary>
    /// <param name="duration">How long, at least.</param>
    /// <returns>The reading.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NoiseReading Take(TimeSpan duration)
    {
        int[] own = [System.Environment.ProcessId];
        var before = HostClock.Read(own);
        var pieces = new List<double>();
        var started = Stopwatch.GetTimestamp();
        var value = 1UL;
        while (pieces.Count < Stretches || Stopwatch.GetElapsedTime(started) < duration)
        {
            var piece = Stopwatch.GetTimestamp();
            for (var turn = 0; turn < TurnsPerPiece; turn++)
            {
                value = Digest.Mix(value);
            }

            pieces.Add(Stopwatch.GetElapsedTime(piece).TotalNanoseconds);
        }

        GC.KeepAlive(value);
        var stretches = pieces.Chunk((pieces.Count + Stretches - 1) / Stretches).Select(stretch => Quantile(stretch, 0.5)).ToList();
        var median = Quantile(pieces, 0.5);
        return new NoiseReading(
            pieces.Count,
            median,
            Quantile(pieces, 0.95) / median,
            stretches.Max() / stretches.Min(),
            HostClock.Between(before, HostClock.Read(own)));
    }

    private static double Quantile(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)(quantile * (sorted.Count - 1))];
    }
}
