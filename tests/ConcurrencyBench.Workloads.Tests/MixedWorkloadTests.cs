using System.Diagnostics;
using ConcurrencyBench.Abstractions;
using CsCheck;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class MixedWorkloadTests
{
    [Fact(Timeout = 60_000)]
    public async Task Expected_AnySeedAndItem_CountsThePrimesOfTheItemsRange()
    {
        await using var workload = new MixedWorkload();
        await workload.SetUpAsync(new WorkloadSetup(3, 1, null), TestContext.Current.CancellationToken);

        Gen.Int[0, 62].Sample(
            item =>
            {
                var primes = PrimesWorkload.CountPrimes(PrimesWorkload.First(3, item), PrimesWorkload.First(3, item + 1));
                Assert.Equal(Digest.Of(Digest.Of(3, (ulong)item), primes), workload.Expected(item));
            },
            iter: 20);
    }

    [Fact(Timeout = 60_000)]
    public async Task ExecuteAsync_ManyPhasesOfTheCoarseClock_NeverEndsEarly()
    {
        await using var workload = new MixedWorkload();

        var waits = await Task.WhenAll(Enumerable.Range(0, 100).Select(async item =>
        {
            await Task.Delay(item % 7, TestContext.Current.CancellationToken);
            var start = Stopwatch.GetTimestamp();
            await workload.ExecuteAsync(item, TestContext.Current.CancellationToken);
            return Stopwatch.GetElapsedTime(start);
        }));

        Assert.All(waits, wait => Assert.True(wait >= workload.Delay, $"{wait}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task ExecuteAsync_Canceled_EndsTheWait()
    {
        using var cancellation = new CancellationTokenSource();
        await using var workload = new MixedWorkload();
        var execution = workload.ExecuteAsync(0, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution);
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
}
