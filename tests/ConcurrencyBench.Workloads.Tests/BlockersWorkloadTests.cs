using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Engine;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class BlockersWorkloadTests
{
    [Fact]
    public void IsBlocker_AllItems_IsOneInAHundredOfTheSecondHalf()
    {
        var blockers = Enumerable.Range(0, new BlockersWorkload().Items(64)).Where(BlockersWorkload.IsBlocker);

        Assert.Equal([220, 320], blockers);
    }

    [Fact(Timeout = 60_000)]
    public async Task Observe_AfterAnOperation_SeparatesTheHalvesWithoutTheBlockers()
    {
        await using var workload = new BlockersWorkload();
        var operation = new Operation(workload, workload.Items(64), new WorkloadSetup(1, 64, null));
        operation.Clear();
        await Parallel.ForAsync(
            0,
            operation.Batch.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = TestContext.Current.CancellationToken },
            operation.Batch.RunAsync);

        Assert.Equal([(BlockersWorkload.Quiet, 200), (BlockersWorkload.Blocked, 200)], operation.Observe().Select(phase => (phase.Id, (int)phase.Items)));
        Assert.Equal(200, workload.LatenciesOf(BlockersWorkload.Quiet).Length);
        Assert.Equal(198, workload.LatenciesOf(BlockersWorkload.Blocked).Length);

        // Never less than the wait: that is no question of how busy the machine is.
        Assert.All(workload.LatenciesOf(BlockersWorkload.Quiet).ToArray(), latency => Assert.True(latency >= 10_000_000, $"{latency} ns"));
        Assert.All(workload.LatenciesOf(BlockersWorkload.Blocked).ToArray(), latency => Assert.True(latency >= 10_000_000, $"{latency} ns"));
    }

    [Fact(Timeout = 60_000)]
    public async Task ExecuteAsync_BlockerUnderAHub_AsksTheHubInsteadOfBlocking()
    {
        var (hub, time) = (new RecordingHub(), new ManualTime());
        await using var workload = new BlockersWorkload(time);

        // The first item that asks starts the schedule; a second later the blocker has arrived.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workload.ExecuteAsync(0, new CancellationToken(canceled: true)).AsTask());
        time.Advance(TimeSpan.FromSeconds(1));
        BlockingCalls.Hub = hub;
        var execution = workload.ExecuteAsync(320, TestContext.Current.CancellationToken).AsTask();
        BlockingCalls.Hub = null;

        Assert.False(execution.IsCompleted);
        Assert.Equal([TimeSpan.FromMilliseconds(50)], hub.Sleeps);
        hub.End.SetResult();
        Assert.Equal(workload.Expected(320), await execution);
    }

    [Fact]
    public void SleepAsync_NoHub_HasSleptWhenItReturns() =>
        Assert.True(BlockingCalls.SleepAsync(TimeSpan.FromMilliseconds(1)).AsTask().IsCompletedSuccessfully);

    private sealed class RecordingHub : IHub
    {
        public List<TimeSpan> Sleeps { get; } = [];

        public TaskCompletionSource End { get; } = new();

        public ValueTask SleepAsync(TimeSpan time)
        {
            Sleeps.Add(time);
            return new ValueTask(End.Task);
        }
    }
}
