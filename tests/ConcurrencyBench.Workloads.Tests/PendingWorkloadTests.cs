namespace ConcurrencyBench.Workloads.Tests;

[Collection(nameof(Alone))]
public sealed class PendingWorkloadTests
{
    private const int Timeout = 60_000;
    private const int Count = 70_000;

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ExecuteAsync_BeforeTheLast_NoneEndsAndThenAllDo(int timers)
    {
        await using var running = await OpenAsync(Count, timers);
        var workload = (PendingWorkload)running.Workload;
        workload.Begin();

        // More than one source of value tasks serves.
        var waits = Enumerable.Range(0, Count - 1).Select(item => workload.ExecuteAsync(item, CancellationToken.None).AsTask()).ToList();
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        Assert.Empty(workload.Observe());
        waits.Add(workload.ExecuteAsync(Count - 1, CancellationToken.None).AsTask());

        Assert.Equal(Enumerable.Range(0, Count).Select(workload.Expected), await Task.WhenAll(waits));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Observe_AfterAnOperation_HasTheMemoryOfTheStartAndTheTimesOfBoth(int timers)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is read from /proc");
        await using var running = await OpenAsync(Count, timers);
        var workload = (PendingWorkload)running.Workload;
        workload.Begin();
        workload.OnStarted();
        var held = Enumerable.Range(0, Count).Select(item => HoldAsync(workload, item)).ToList();
        await Task.WhenAll(held);
        workload.OnEnded();

        var phases = workload.Observe();

        Assert.Equal(["start", "finish"], phases.Select(phase => phase.Id));
        Assert.All(phases, phase => Assert.Equal(Count, phase.Items));
        Assert.All(phases, phase => Assert.True(phase.Nanoseconds > 0));

        // Each holds 1,000 bytes of its own, and not much else.
        Assert.InRange(phases[0].BytesPerItem!.Value, 1000, 3000);
        Assert.Null(phases[1].BytesPerItem);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    public async Task Execute_SeveralOperations_NotifiesTheGateOfEveryWaitButTheLastOnes(int count, int timers)
    {
        await using var running = await OpenAsync(count, timers);
        for (var operation = 0; operation < 3; operation++)
        {
            running.Begin();
            var logs = Enumerable.Range(0, count).Select(_ => new GateLog()).ToList();

            var digests = await Task.WhenAll(logs.Select((log, item) => Task.Factory.StartNew(
                () =>
                {
                    var gate = log.Gate;
                    return running.Items.Execute(item, ref gate);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Equal(Enumerable.Range(0, count).Select(running.Workload.Expected), digests);
            Assert.Equal(count - 1, logs.Sum(log => log.Blockings));
            Assert.DoesNotContain(logs, log => log.IsInside);
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Abandon_WhileSomeWait_FailsThemAndWhoComesLaterAndTheNextOperationRuns(int timers)
    {
        await using var running = await OpenAsync(3, timers);
        var workload = (PendingWorkload)running.Workload;
        workload.Begin();
        var waiting = workload.ExecuteAsync(0, CancellationToken.None).AsTask();
        var blocked = Task.Factory.StartNew(() => running.Execute(1), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        workload.Abandon();
        workload.Abandon();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked);
        Assert.ThrowsAny<OperationCanceledException>(() => running.Execute(2));
        Assert.Empty(workload.Observe());

        workload.Begin();
        var again = Enumerable.Range(0, 3).Select(item => running.ExecuteAsync(item)).ToList();
        Assert.Equal(Enumerable.Range(0, 3).Select(workload.Expected), await Task.WhenAll(again));
    }

    private static Task<RunningWorkload> OpenAsync(int count, int timers) => RunningWorkload.OpenAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pending/timers={timers}"), concurrency: count);

    private static async Task<int> HoldAsync(PendingWorkload workload, int item)
    {
        var held = new byte[1000];
        await workload.ExecuteAsync(item, CancellationToken.None);
        return held[item % held.Length];
    }
}
