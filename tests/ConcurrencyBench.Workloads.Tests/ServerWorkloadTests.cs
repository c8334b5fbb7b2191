using System.Diagnostics;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>What workloads with a server must all keep, as clients and as servers.</summary>
public sealed class ServerWorkloadTests
{
    /// <summary>Those whose server is this program's own code.</summary>
    public static TheoryData<string> OwnIds { get; } = ["tcp", "tcp/delay=0", "http", "http/delay=0", "http-client", "http-client/delay=0", "mixed"];

    public static TheoryData<string> Ids { get; } = [.. OwnIds.Select(row => row.Data), "postgres"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(OwnIds))]
    public async Task ExecuteAsync_ThousandInFlight_AllRightAndNoneBeforeTheDelay(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id, concurrency: 1000);

        var replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async item =>
        {
            var start = Stopwatch.GetTimestamp();
            var digest = await running.ExecuteAsync(item);
            return (item, digest, Elapsed: Stopwatch.GetElapsedTime(start));
        }));

        Assert.All(replies, reply => Assert.Equal(running.Workload.Expected(reply.item), reply.digest));
        Assert.All(replies, reply => Assert.True(reply.Elapsed >= running.Workload.Delay(), $"{reply.Elapsed}"));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task Execute_OneAfterAnother_NoneBeforeTheDelay(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id);

        for (var item = 0; item < 50; item++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Equal(running.Workload.Expected(item), running.Execute(item));
            Assert.True(Stopwatch.GetElapsedTime(start) >= running.Workload.Delay());
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task ExecuteAsync_CanceledMidRequest_NextItemIsRight(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id);
        var canceled = 0;

        for (var item = 0; item < 20; item++)
        {
            using var cancellation = new CancellationTokenSource();
            var execution = running.Items.ExecuteAsync(item, cancellation.Token).AsTask();
            await Task.Delay(item % 4, TestContext.Current.CancellationToken);
            await cancellation.CancelAsync();
            // On a busy machine the reply may win the race; then it must be the right one.
            canceled += await Record.ExceptionAsync(() => execution) is OperationCanceledException ? 1 : 0;
            Assert.True(execution.IsCanceled || await execution == running.Workload.Expected(item));

            Assert.Equal(running.Workload.Expected(item + 100), await running.ExecuteAsync(item + 100));
        }

        // A database is asked to cancel over another connection, and may well answer first, as does a server without a delay.
        Assert.True(canceled > 0 || id == "postgres" || running.Workload.Delay() == TimeSpan.Zero, "no request was canceled");
    }

    /// <summary>The first ones must still be in flight when the last one begins.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("tcp")]
    [InlineData("http")]
    [InlineData("http-client")]
    [InlineData("mixed")]
    [InlineData("postgres")]
    public async Task ExecuteAsync_MoreInFlightThanAgreed_ThrowsAndTheOthersGoOn(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id, concurrency: 2);
        Task<ulong>[] agreed = [running.ExecuteAsync(0), running.ExecuteAsync(1)];

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => running.ExecuteAsync(2));

        Assert.Contains("more than 2 items", exception.Message, StringComparison.Ordinal);
        Assert.Equal([running.Workload.Expected(0), running.Workload.Expected(1)], await Task.WhenAll(agreed));
        Assert.Equal([running.Workload.Expected(3), running.Workload.Expected(4)], await Task.WhenAll(running.ExecuteAsync(3), running.ExecuteAsync(4)));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task Execute_BothFormsInOneProcess_BothRight(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id);

        Assert.Equal(running.Workload.Expected(1), running.Execute(1));
        Assert.Equal(running.Workload.Expected(2), await running.ExecuteAsync(2));
        Assert.Equal(running.Workload.Expected(3), running.Execute(3));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(OwnIds))]
    public async Task Execute_ServerOfAnotherSeed_IsNoticed(string id)
    {
        await using var server = await RunningWorkload.OpenAsync(id, seed: 1);
        await using var workload = (ItemWorkload)RunningWorkload.Create(id);
        await workload.SetUpAsync(new WorkloadSetup(2, 1, server.Address), TestContext.Current.CancellationToken);

        Assert.NotEqual(workload.Expected(1), await workload.ExecuteAsync(1, TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("tcp", null)]
    [InlineData("tcp", "")]
    [InlineData("tcp", "nonsense")]
    [InlineData("http", null)]
    [InlineData("http", "/tmp")]
    [InlineData("http-client", "nonsense")]
    [InlineData("postgres", null)]
    [InlineData("postgres", "/tmp")]
    [InlineData("postgres", "CBENCH_POSTGRES")]
    public async Task SetUpAsync_NoAddress_NamesIt(string id, string? address)
    {
        var exception = await Assert.ThrowsAsync<FixtureException>(() => SetUpAsync(id, address));

        Assert.Contains($"'{address}'", exception.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task SetUpAsync_ServerClosed_NamesTheAddress(string id)
    {
        var running = await RunningWorkload.OpenAsync(id);
        await running.DisposeAsync();

        var exception = await Assert.ThrowsAsync<FixtureException>(() => SetUpAsync(id, running.Address));

        Assert.Contains($"'{running.Address}'", exception.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task Execute_ServerClosesMeanwhile_FailsInBothFormsAndLeavesTheGate(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id);
        running.Execute(0);
        await running.ExecuteAsync(0);
        var log = new GateLog();
        await running.CloseFixtureAsync();

        Assert.NotNull(Record.Exception(() =>
        {
            var gate = log.Gate;
            running.Items.Execute(1, ref gate);
        }));
        await Assert.ThrowsAnyAsync<Exception>(() => running.ExecuteAsync(1));
        Assert.False(log.IsInside);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Ids))]
    public async Task DisposeAsync_RequestsWaiting_EndsThem(string id)
    {
        await using var running = await RunningWorkload.OpenAsync(id, concurrency: 20);
        var waiting = Enumerable.Range(0, 20).Select(running.ExecuteAsync).ToList();

        await running.CloseFixtureAsync();

        // Either the reply was already on its way or the connection broke; what counts is that none is left waiting.
        await Task.WhenAll(waiting).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.All(waiting, task => Assert.True(task.IsFaulted || task.IsCompletedSuccessfully));
    }

    private static async Task SetUpAsync(string id, string? address)
    {
        await using var workload = (ItemWorkload)RunningWorkload.Create(id);
        await workload.SetUpAsync(new WorkloadSetup(1, 4, address), TestContext.Current.CancellationToken);
    }
}
