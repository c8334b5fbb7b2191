using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class CancelWorkloadTests
{
    private const int InFlight = 8;
    private const int Items = 80;

    [Fact]
    public void EndOf_AllItems_IsATimeoutOrATokenForOneInTen()
    {
        var ends = Enumerable.Range(0, 100).ToLookup(Patience.EndOf);

        Assert.Equal(90, ends[PatienceEnd.None].Count());
        Assert.Equal([3, 23, 43, 63, 83], ends[PatienceEnd.Timeout]);
        Assert.Equal([13, 33, 53, 73, 93], ends[PatienceEnd.Token]);
        Assert.All(Enumerable.Range(0, 100), items => Assert.Equal(Enumerable.Range(0, items).Count(ends[PatienceEnd.None].Contains), Patience.Patient(items)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Execute_ItemsThatGiveUp_FreeTheirConnectionAndPlace(bool isAsynchronous)
    {
        await using var server = ReplyServer.Start(1, new TcpServedFormat());
        await using var workload = new CancelWorkload();
        await workload.SetUpAsync(new WorkloadSetup(1, InFlight, server.Address), TestContext.Current.CancellationToken);

        // Eight items at a time, in ten times as many items: a place or a connection that were not freed would be missed.
        for (var item = 0; item < Items; item += InFlight)
        {
            var digests = await Task.WhenAll(Enumerable.Range(item, InFlight).Select(number => RunAsync(workload, number, isAsynchronous)));
            Assert.Equal(Enumerable.Range(item, InFlight).Select(workload.Expected), digests);
        }

        await UntilAsync(() => server.Connections <= InFlight);
        await workload.DisposeAsync();
        await UntilAsync(() => server.Connections == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task ExecuteAsync_OperationCancelled_IsNoItemThatGaveUp()
    {
        await using var running = await RunningWorkload.OpenAsync("cancel", concurrency: 2);

        foreach (var item in (int[])[3, 13])
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Items.ExecuteAsync(item, new CancellationToken(canceled: true)).AsTask());
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(13)]
    public async Task Expected_ItemThatGivesUp_IsNotThatOfItsReply(int item)
    {
        await using var running = await RunningWorkload.OpenAsync("cancel");

        Assert.NotEqual(Reply.DigestOf(1, item), running.Workload.Expected(item));
        Assert.Equal(Reply.DigestOf(1, item + 1), running.Workload.Expected(item + 1));
    }

    private static Task<ulong> RunAsync(CancelWorkload workload, int item, bool isAsynchronous) => isAsynchronous
        ? workload.ExecuteAsync(item, TestContext.Current.CancellationToken).AsTask()
        : Task.Factory.StartNew(
            () =>
            {
                var gate = default(NoGate);
                return workload.Execute(item, ref gate);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
