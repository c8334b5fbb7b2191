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

    // Two blocks inside the set, about 50 µs with vectors of 256 bits. Counted in turns of points, so that a row has as
    // many checkpoints on every machine.
    private const long TurnsPerCheckpoint = 2 * Block * Limit;

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
        var turns = 0L;
        for (var first = 0; first < Columns; first += Block)
        {
            for (var place = 0; place < Block; place++)
            {
                x[place] = X(first + place);
            }

            CountTurns(x, Y(item), counts);
            foreach (var count in counts)
            {
                digest = Digest.Of(digest, (ulong)count);
                turns += count;
            }

            if (turns >= TurnsPerCheckpoint)
            {
                gate.Checkpoint();
                turns = 0;
            }
        }

        return digest;
    }

    /// <summary>The real part of a column's points, from −2 up to 0.5; exact.</summary>
    internal static double X(int column) => (column * 2.5 / Columns) - 2;

    /// <summary>The imaginary part of an item's points, from below 1.25 down to 0; exact.</summary>
    internal static double Y(int item) => (Rows - 1 - (item % Rows)) * 1.25 / Rows;

    /// <summary>How many turns of z² + c from 0 each point c of a block stays within 2, at most <see cref="Limit"/>.</summary>
    // Kept apart so that every gate, NoGate above all, runs the very same machine code.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void CountTurns(ReadOnlySpan<double> x, double y, Span<long> counts)
    {
        for (var first = 0; first < Block; first += Vector<double>.Count)
        {
            CountTurns(new Vector<double>(x[first..]), new Vector<double>(y)).CopyTo(counts[first..]);
        }
    }

    // Each turn waits for the one before, so two hyper-threads of a core do almost twice the work of one, as in primes.
    private static Vector<long> CountTurns(Vector<double> x, Vector<double> y)
    {
        var (real, imaginary) = (Vector<double>.Zero, Vector<double>.Zero);
        var (counts, isInside) = (Vector<long>.Zero, Vector<long>.AllBitsSet);
        for (var turn = 0; turn < Limit; turn++)
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

        return counts;
    }
}
