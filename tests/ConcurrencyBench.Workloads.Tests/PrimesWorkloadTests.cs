using ConcurrencyBench.Abstractions;
using CsCheck;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class PrimesWorkloadTests
{
    // π(10), π(10²) … π(10⁶): OEIS A006880.
    [Theory]
    [InlineData(10, 4)]
    [InlineData(100, 25)]
    [InlineData(1_000, 168)]
    [InlineData(10_000, 1_229)]
    [InlineData(100_000, 9_592)]
    [InlineData(1_000_000, 78_498)]
    public void CountPrimes_UpToPowersOfTen_IsThePublishedCount(uint end, uint count) =>
        Assert.Equal(count, CountPrimes(0, end));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 2, 0)]
    [InlineData(0, 3, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 4, 1)]
    [InlineData(8, 11, 0)]
    [InlineData(25, 26, 0)]
    [InlineData(10_000_000, 10_000_019, 0)]
    [InlineData(10_000_019, 10_000_020, 1)]
    public void CountPrimes_RangesWithKnownEdges_CountsHalfOpen(uint first, uint end, uint count) =>
        Assert.Equal(count, CountPrimes(first, end));

    [Fact]
    public void CountPrimes_AnyRange_AgreesWithASieve()
    {
        var isPrime = Sieve(200_000);

        Gen.Select(Gen.Int[0, 190_000], Gen.Int[0, 10_000]).Sample(
            (first, length) =>
            {
                var expected = isPrime.AsSpan(first, length).Count(true);
                Assert.Equal((uint)expected, CountPrimes((uint)first, (uint)(first + length)));
            },
            iter: 200);
    }

    [Fact]
    public async Task Execute_OneItem_CountsItsOwnRange()
    {
        await using var workload = new PrimesWorkload();
        await workload.SetUpAsync(new WorkloadSetup(3, 1, null), TestContext.Current.CancellationToken);
        var (first, end) = (PrimesWorkload.First(3, 2), PrimesWorkload.First(3, 3));

        Assert.Equal(2048u, end - first);
        Assert.Equal(Digest.Of(Digest.Of(3, 2), CountPrimes(first, end)), workload.Expected(2));
    }

    [Fact]
    public void First_AnySeed_StaysWhereItemsCostTheSame() =>
        Gen.ULong.Sample(seed => Assert.InRange(PrimesWorkload.First(seed, 64), 10_000_000u, 10_400_000u));

    private static bool[] Sieve(int end)
    {
        var isPrime = Enumerable.Range(0, end).Select(number => number >= 2).ToArray();
        for (var factor = 2; factor * factor < end; factor++)
        {
            for (var multiple = factor * factor; isPrime[factor] && multiple < end; multiple += factor)
            {
                isPrime[multiple] = false;
            }
        }

        return isPrime;
    }

    private static uint CountPrimes(uint first, uint end)
    {
        var gate = default(NoGate);
        return PrimesWorkload.CountPrimes(first, end, ref gate);
    }
}
