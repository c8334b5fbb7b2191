using ConcurrencyBench.Abstractions;
using CsCheck;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class MandelbrotWorkloadTests
{
    private const int Rows = 128;
    private const int Columns = 1024;

    // π in the Mandelbrot set (Boll 1991; Klebanoff 2001): above −3/4 the turns to escape are about π over the height.
    [Theory]
    [InlineData(-0.75, 1, 3)]
    [InlineData(-0.75, 0.1, 33)]
    [InlineData(-0.75, 0.01, 315)]
    [InlineData(0, 0, MandelbrotWorkload.Limit)]
    [InlineData(-1, 0, MandelbrotWorkload.Limit)]
    [InlineData(-2, 0, MandelbrotWorkload.Limit)]
    [InlineData(0.25, 0, MandelbrotWorkload.Limit)]
    [InlineData(1, 0, 3)]
    [InlineData(3, 0, 1)]
    public void CountTurns_KnownPoints_EscapeWhenPublished(double x, double y, long turns) =>
        Assert.All(Count(y, Enumerable.Repeat(x, MandelbrotWorkload.Block)), count => Assert.Equal(turns, count));

    [Fact]
    public void CountTurns_AnyPoints_AgreesWithScalarCode() =>
        Gen.Select(Gen.Double[-2.5, 1.5].Array[MandelbrotWorkload.Block], Gen.Double[-1.5, 1.5]).Sample(
            (x, y) => Assert.Equal(x.Select(real => Escape(real, y)), Count(y, x)),
            iter: 500);

    [Fact(Timeout = 60_000)]
    public async Task Execute_AnyItem_FoldsTheCountsOfItsRowInOrder()
    {
        await using var workload = new MandelbrotWorkload();
        await workload.SetUpAsync(new WorkloadSetup(6, 1, null), TestContext.Current.CancellationToken);
        var gate = default(NoGate);

        Gen.Int[0, 2 * Rows].Sample(
            item => Assert.Equal(Row(item).Aggregate(Digest.Of(6, (ulong)item), (digest, count) => Digest.Of(digest, (ulong)count)), workload.Execute(item, ref gate)),
            iter: 20);
    }

    [Fact]
    public void Rows_FromFirstToLast_CostEverMore()
    {
        var costs = Enumerable.Range(0, Rows).Select(item => Row(item).Sum()).ToList();
        var quarters = costs.Chunk(Rows / 4).Select(quarter => quarter.Sum()).ToList();

        Assert.True(costs[^1] > 300 * costs[0], $"{costs[0]} to {costs[^1]}");
        Assert.Equal(quarters.Order(), quarters);
        Assert.True(quarters[2] + quarters[3] > 2 * (quarters[0] + quarters[1]), string.Join(", ", quarters));
    }

    [Fact(Timeout = 60_000)]
    public async Task Execute_DearestRow_HasTenCheckpointsForMostVectors()
    {
        await using var workload = new MandelbrotWorkload();
        var log = new GateLog();
        var gate = log.Gate;

        workload.Execute(Rows - 1, ref gate);

        // Most points of this row never escape.
        Assert.InRange(log.Checkpoints, 5 * Columns / System.Numerics.Vector<double>.Count, 11 * Columns / System.Numerics.Vector<double>.Count);
    }

    private static IEnumerable<long> Row(int item) =>
        Enumerable.Range(0, Columns).Select(column => Escape(MandelbrotWorkload.X(column), MandelbrotWorkload.Y(item)));

    private static long[] Count(double y, IEnumerable<double> x)
    {
        var counts = new long[MandelbrotWorkload.Block];
        var gate = default(NoGate);
        MandelbrotWorkload.CountTurns([.. x], y, counts, ref gate);
        return counts;
    }

    /// <summary>The escape-time algorithm as textbooks have it, one point at a time.</summary>
    private static long Escape(double x, double y)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var turn = 0; turn < MandelbrotWorkload.Limit; turn++)
        {
            if ((real * real) + (imaginary * imaginary) > 4)
            {
                return turn;
            }

            (real, imaginary) = ((real * real) - (imaginary * imaginary) + x, (2 * real * imaginary) + y);
        }

        return MandelbrotWorkload.Limit;
    }
}
