using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class StarvationWorkloadTests
{
    [Theory]
    [InlineData("starvation/blocking=0", 0)]
    [InlineData("starvation/blocking=1", 1)]
    [InlineData("starvation/blocking=4", 4)]
    [InlineData("starvation", 16)]
    public void IsBlocking_AllItems_AreAsManyOfTheFirstAsTheParameterTimesTheCores(string id, int perCore)
    {
        var workload = (StarvationWorkload)RunningWorkload.Create(id);
        var concurrency = workload.Concurrencies(UsableCores.Current.Whole).Single();

        var blocking = Enumerable.Range(0, workload.Items(concurrency)).Where(workload.IsBlocking).ToList();

        Assert.Equal(Enumerable.Range(0, perCore * UsableCores.Current.Whole), blocking);
        Assert.InRange(blocking.Count, 0, concurrency - 1);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("starvation/blocking=0")]
    [InlineData("starvation")]
    public async Task Observe_AfterAnOperation_HasTheLatenciesOfTheItemsThatBlockNothing(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id, concurrency: 64);
        var workload = (StarvationWorkload)running.Workload;
        var operation = new Operation(workload, workload.Items(64), new WorkloadSetup(1, 64, null));
        operation.Clear();

        await Parallel.ForAsync(
            0,
            operation.Batch.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = TestContext.Current.CancellationToken },
            operation.Batch.RunAsync);

        operation.Verify();
        Assert.Equal([(StarvationWorkload.Free, 300)], operation.Observe().Select(phase => (phase.Id, (int)phase.Items)));
        var latencies = workload.LatenciesOf(StarvationWorkload.Free).ToArray();
        Assert.Equal(300, latencies.Length);

        // Never less than the wait: that is no question of how busy the machine is.
        Assert.All(latencies, latency => Assert.True(latency >= 10_000_000, $"{latency} ns"));
    }
}
