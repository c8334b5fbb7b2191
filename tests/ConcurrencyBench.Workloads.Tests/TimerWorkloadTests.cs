using System.Diagnostics;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class TimerWorkloadTests
{
    [Fact(Timeout = 60_000)]
    public async Task ExecuteAsync_ManyPhasesOfTheCoarseClock_NeverEndsEarly()
    {
        await using var workload = new TimerWorkload();

        var waits = await Task.WhenAll(Enumerable.Range(0, 200).Select(async item =>
        {
            await Task.Delay(item % 7, TestContext.Current.CancellationToken);
            var start = Stopwatch.GetTimestamp();
            await workload.ExecuteAsync(item, TestContext.Current.CancellationToken);
            return Stopwatch.GetElapsedTime(start);
        }));

        Assert.All(waits, wait => Assert.True(wait >= TimeSpan.FromMilliseconds(10), $"{wait}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task ExecuteAsync_Canceled_EndsTheWait()
    {
        using var cancellation = new CancellationTokenSource();
        await using var workload = new TimerWorkload();
        var execution = workload.ExecuteAsync(0, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution);
    }
}
