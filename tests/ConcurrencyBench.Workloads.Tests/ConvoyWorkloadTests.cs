using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class ConvoyWorkloadTests
{
    [Fact(Timeout = 60_000)]
    public async Task Observe_AfterAnOperation_HasTheRoundTripsWhileTheOtherComputed()
    {
        await using var running = await RunningWorkload.OpenAsync("convoy", concurrency: 2);
        running.Begin();

        var computing = Task.Factory.StartNew(
            () => running.Execute(1), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        running.Execute(0);
        await computing;

        var phase = Assert.Single(running.Observe());
        Assert.Equal(ConvoyWorkload.Pings, phase.Id);
        Assert.True(phase.Items > 0);
        Assert.Equal(phase.Items, ((IHasLatencies)running.Workload).LatenciesOf(phase.Id).Length);
    }

    /// <summary>All items but one compute: its operations are warmed up one at a time.</summary>
    [Fact]
    public async Task Kind_OneWaitsWhileTheOthersCompute_IsNotThatOfWorkThatOnlyWaits()
    {
        await using var workload = new ConvoyWorkload();
        Assert.Equal(WorkloadKind.Mixed, workload.Kind);
    }

    [Fact(Timeout = 60_000)]
    public async Task Observe_NoItemComputed_HasNoRoundTrips()
    {
        await using var running = await RunningWorkload.OpenAsync("convoy", concurrency: 2);
        running.Begin();

        running.Execute(0);

        Assert.Equal(0, Assert.Single(running.Observe()).Items);
    }

    [Fact(Timeout = 60_000)]
    public async Task Execute_UnderGate_NotifiesOfTheCallsOfTheOneAndTheCheckpointsOfTheOthers()
    {
        await using var running = await RunningWorkload.OpenAsync("convoy");
        var (pinging, computing) = (new GateLog(), new GateLog());
        var (outer, inner) = (pinging.Gate, computing.Gate);

        running.Items.Execute(0, ref outer);
        running.Begin();
        running.Items.Execute(1, ref inner);

        Assert.False(pinging.IsInside);
        Assert.Equal(0, pinging.Checkpoints);
        Assert.True(pinging.Blockings >= 2 && pinging.Blockings % 2 == 0, $"{pinging.Blockings}");
        Assert.True(computing.Checkpoints > 0);
        Assert.Equal(0, computing.Blockings);
    }

    [Fact(Timeout = 60_000)]
    public async Task Execute_ServerIsGone_ThrowsAndLetsTheOthersEnd()
    {
        await using var running = await RunningWorkload.OpenAsync("convoy", concurrency: 2);
        running.Begin();
        await running.CloseFixtureAsync();

        Assert.ThrowsAny<System.Net.Sockets.SocketException>(() => running.Execute(0));
        running.Execute(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nowhere")]
    public async Task SetUpAsync_NoAddress_SaysSo(string? address)
    {
        await using var workload = new ConvoyWorkload();

        await Assert.ThrowsAsync<Workloads.Fixtures.FixtureException>(
            () => workload.SetUpAsync(new WorkloadSetup(1, 2, address), TestContext.Current.CancellationToken));
    }
}
