using System.Collections.Concurrent;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Tests;

public sealed class ThreadTeamTests
{
    private const int Timeout = 300_000;
    private const int Size = 3;

    [Fact(Timeout = Timeout)]
    public async Task Run_SeveralThreads_RunsTheBodyOnNamedBackgroundThreadsOfItsOwn()
    {
        var threads = new ConcurrentBag<Thread>();
        var token = TestContext.Current.CancellationToken;

        await Task.Run(() => ThreadTeam.Run("team", Size, new ItemCounter(0, token), () => threads.Add(Thread.CurrentThread)), token);

        Assert.Equal(["cb-team-0", "cb-team-1", "cb-team-2"], threads.Select(thread => thread.Name).Order());
        Assert.All(threads, thread => Assert.False(thread.IsAlive));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ThreadsMeetBeforeTheyTake_AllAreStartedBeforeAnyIsJoined()
    {
        using var barrier = new Barrier(Size);
        var token = TestContext.Current.CancellationToken;

        await Task.Run(() => ThreadTeam.Run("team", Size, new ItemCounter(0, token), () => barrier.SignalAndWait(token)), token);

        Assert.Equal(1, barrier.CurrentPhaseNumber);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_TwoBodiesThrow_ThrowsTheFirstWithItsStackAndStopsTheItems()
    {
        var token = TestContext.Current.CancellationToken;
        var items = new ItemCounter(int.MaxValue, token);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(
            () => ThreadTeam.Run("team", Size, items, () => TakeUntilStopped(items)),
            token));

        Assert.Equal("item 100", failure.Message);
        Assert.Contains(nameof(TakeUntilStopped), failure.StackTrace, StringComparison.Ordinal);
        Assert.False(items.TryTake(out _));
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_NoThreadForTheLastBody_StopsThoseThatRunAndThrows()
    {
        using var stop = new ManualResetEventSlim();
        var token = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => ThreadTeam.Run("team", Bodies(), stop.Set), token));

        IEnumerable<Action> Bodies()
        {
            yield return () => stop.Wait(token);
            yield return () => stop.Wait(token);
            throw new InvalidOperationException("the system gives no more threads");
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_Cancelled_ThrowsAfterTheThreadsHaveEnded()
    {
        using var cancellation = new CancellationTokenSource();
        var items = new ItemCounter(int.MaxValue, cancellation.Token);
        var running = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(() => Task.Run(
            () => ThreadTeam.Run("team", Size, items, () =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    while (items.TryTake(out var item))
                    {
                        if (item == 1000)
                        {
                            cancellation.Cancel();
                        }
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            }),
            TestContext.Current.CancellationToken));

        Assert.Equal(0, running);
    }

    [Fact]
    public void TryTake_MoreThanThereAre_GivesEachOnceAndThenNone()
    {
        var items = new ItemCounter(2, TestContext.Current.CancellationToken);

        Assert.True(items.TryTake(out var first));
        Assert.True(items.TryTake(out var second));
        Assert.False(items.TryTake(out _));
        Assert.Equal((0, 1), (first, second));
    }

    private static void TakeUntilStopped(ItemCounter items)
    {
        while (items.TryTake(out var item))
        {
            if (item == 100)
            {
                throw new InvalidOperationException($"item {item}");
            }
        }

        // The others end after the first failure, and what they throw then must not hide it.
        throw new NotSupportedException("later");
    }
}
