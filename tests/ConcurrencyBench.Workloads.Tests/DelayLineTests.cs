using System.Diagnostics;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class DelayLineTests
{
    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_ManyWithinMicroseconds_NoneEndsEarly()
    {
        var delay = TimeSpan.FromMilliseconds(3);
        using var line = new DelayLine(delay);
        var waits = new List<Task<TimeSpan>>();

        for (var wait = 0; wait < 1000; wait++)
        {
            waits.Add(MeasureAsync());
            Thread.SpinWait(wait);
        }

        Assert.All(await Task.WhenAll(waits), waited => Assert.True(waited >= delay, $"{waited}"));

        async Task<TimeSpan> MeasureAsync()
        {
            var start = Stopwatch.GetTimestamp();
            await line.WaitAsync();
            return Stopwatch.GetElapsedTime(start);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_FromManyThreads_AllEnd()
    {
        using var line = new DelayLine(TimeSpan.FromMilliseconds(1));

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(line.WaitAsync)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_WhileSomeWait_CancelsThemAndLaterCallers()
    {
        var line = new DelayLine(TimeSpan.FromSeconds(2));
        var waits = Enumerable.Range(0, 3).Select(_ => line.WaitAsync()).ToList();

        line.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits[2]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(line.WaitAsync);
    }

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_AfterTheLineWasIdle_StillEnds()
    {
        using var line = new DelayLine(TimeSpan.FromMilliseconds(1));

        for (var turn = 0; turn < 20; turn++)
        {
            await line.WaitAsync();
            await Task.Delay(turn % 3, TestContext.Current.CancellationToken);
        }
    }
}
