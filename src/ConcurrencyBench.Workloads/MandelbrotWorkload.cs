using System.Numerics;
using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Computes how soon the points of one row of the Mandelbrot set's upper half escape, as many at a time as a vector holds.
/// Rows are numbered from above the set, where points escape at once, down to the real axis, where most never do. The
/// last items cost more than a hundred times what the first do, so equal shares of the items are no equal shares of the work.
/// Counts are the same whatever the width of a vector. A lane adds and multiplies as scalar code would, each result
/// rounded by itself (the JIT fuses a product with a sum only where Vector.FusedMultiplyAdd says so), lanes never mix, and
/// a point that has escaped stays so however long its neighbours go on.
/// </summary>
public sealed class MandelbrotWorkload : ItemWorkload
{
    /// <summary>How many turns a point is given; one that has not escaped by then counts as one of the set.</summary>
    internal const int Limit = 2500;

    /// <summary>How many points are computed in one call: whole vectors of every width up to 1,024 bits.</summary>
    internal const int Block = 16;

    private const int Rows = 128;
    private const int Columns = 1024;

    // A tenth of the limit, below 1 µs.
    private const int TurnsPerCheckpoint = 250;

    /// <inheritdoc/>
    public override string Id => "mandelbrot";

    /// <inheritdoc/>
    public override string Description => $"computes one row of {Columns:#,0} points of the Mandelbrot set, the last rows far dearer than the first";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => Rows * CpuWorkScale.Of(concurrency);

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        Span<double> x = stackalloc double[Block];
        Span<long> counts = stackalloc long[Block];
        var digest = Digest.Of(Seed, (ulong)item);
        for (var first = 0; first < Columns; first += Block)
        {
            for (var place = 0; place < Block; place++)
            {
                x[place] = X(first + place);
            }

            CountTurns(x, Y(item), counts, ref gate);
            foreach (var count in counts)
            {
                digest = Digest.Of(digest, (ulong)count);
            }

            gate.Checkpoint();
        }

        return digest;
    }

    /// <summary>The real part of a column's points, from −2 up to 0.5; exact.</summary>
    internal static double X(int column) => (column * 2.5 / Columns) - 2;

    /// <summary>The imaginary part of an item's points, from below 1.25 down to 0; exact.</summary>
    internal static double Y(int item) => (Rows - 1 - (item % Rows)) * 1.25 / Rows;

    /// <summary>How many turns of z² + c from 0 each point c of a block stays within 2, at most <see cref="Limit"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void CountTurns<TGate>(ReadOnlySpan<double> x, double y, Span<long> counts, ref TGate gate)
        where TGate : struct, IGate
    {
        for (var first = 0; first < Block; first += Vector<double>.Count)
        {
            CountTurns(new Vector<double>(x[first..]), new Vector<double>(y), ref gate).CopyTo(counts[first..]);
        }
    }

    private static Vector<long> CountTurns<TGate>(Vector<double> x, Vector<double> y, ref TGate gate)
        where TGate : struct, IGate
    {
        var points = new Points { IsInside = Vector<long>.AllBitsSet };
        for (var turn = 0; turn < Limit && points.IsInside != Vector<long>.Zero; turn += TurnsPerCheckpoint)
        {
            Turn(x, y, ref points);
            gate.Checkpoint();
        }

        return points.Counts;
    }

    // Each turn waits for the one before, so two hyper-threads of a core do almost twice the work of one, as in primes. Kept apart so that
    // every gate runs the very same machine code: around a gate's call all vectors would go through memory, at each turn.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Turn(Vector<double> x, Vector<double> y, ref Points points)
    {
        var (real, imaginary, counts, isInside) = (points.Real, points.Imaginary, points.Counts, points.IsInside);
        for (var turn = 0; turn < TurnsPerCheckpoint; turn++)
        {
            var (realSquare, imaginarySquare) = (real * real, imaginary * imaginary);
            isInside &= Vector.LessThanOrEqual(realSquare + imaginarySquare, Vector.Create(4.0));
            if (isInside == Vector<long>.Zero)
            {
                break;
            }

            // A lane of the mask is −1 inside.
            counts -= isInside;
            imaginary = ((real + real) * imaginary) + y;
            real = realSquare - imaginarySquare + x;
        }

        (points.Real, points.Imaginary, points.Counts, points.IsInside) = (real, imaginary, counts, isInside);
    }

    private struct Points
    {
        public Vector<double> Real;
        public Vector<double> Imaginary;
        public Vector<long> Counts;
        public Vector<long> IsInside;
    }
}
