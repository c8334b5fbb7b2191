using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;
using CsCheck;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class MixedWorkloadTests
{
    [Fact(Timeout = 60_000)]
    public async Task Expected_AnyItem_IsOfTheServersReplyAndThePrimesOfTheItemsRange()
    {
        await using var running = await RunningWorkload.OpenAsync("mixed", seed: 3);

        Gen.Int[0, 62].Sample(
            item =>
            {
                var primes = CountPrimes(PrimesWorkload.First(3, item), PrimesWorkload.First(3, item + 1));
                Assert.Equal(Digest.Of(Reply.DigestOf(3, item), primes), running.Workload.Expected(item));
            },
            iter: 20);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_000, 64)]
    public void Items_AnyConcurrency_AreNoMoreThanTheCoresComputeSoonOrTwoWaves(int concurrency, int cores)
    {
        var items = IoItemCount.Items(concurrency, 100 * cores);

        Assert.InRange(items, 2 * concurrency, Math.Max(8, Math.Max(100 * cores, 2 * concurrency)));
    }

    private static uint CountPrimes(uint first, uint end)
    {
        var gate = default(NoGate);
        return PrimesWorkload.CountPrimes(first, end, ref gate);
    }
}
