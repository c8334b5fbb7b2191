using System.Collections.Concurrent;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Tests;

public sealed class ThreadTeamTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Size = 3;

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_SeveralThreads_RunsTheBodyOnNamedThreadsOfItsOwn(bool isKept)
    {
        var threads = new ConcurrentBag<Thread>();
        var token = TestContext.Current.CancellationToken;
        using var team = TeamOf(isKept);

        await Task.Run(() => team.Run(new ItemCounter(0, token), () => threads.Add(Thread.CurrentThread)), token);

        Assert.Equal(["cb-team-0", "cb-team-1", "cb-team-2"], threads.Select(thread => thread.Name).Order());
        Assert.All(threads, thread => Assert.Equal(isKept, thread.IsAlive));
        team.Dispose();
        Assert.All(threads, thread => Assert.False(thread.IsAlive));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_ThreadsMeetBeforeTheyTake_AllRunBeforeAnyHasEnded(bool isKept)
    {
        using var barrier = new Barrier(Size);
        var token = TestContext.Current.CancellationToken;
        using var team = TeamOf(isKept);

        await Task.Run(() => team.Run(new ItemCounter(0, token), () => barrier.SignalAndWait(token)), token);

        Assert.Equal(1, barrier.CurrentPhaseNumber);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ManyOperationsOfAKeptTeam_EachRunsOnceOnEveryOneOfTheSameThreads()
    {
        const int Operations = 2_000;
        var runs = new ConcurrentDictionary<Thread, int>();
        var token = TestContext.Current.CancellationToken;
        using var team = TeamOf(isKept: true);

        await Task.Run(
            () =>
            {
                for (var operation = 1; operation <= Operations; operation++)
                {
                    team.Run(new ItemCounter(0, token), () => runs.AddOrUpdate(Thread.CurrentThread, 1, (_, count) => count + 1));
                    Assert.Equal(Size * operation, runs.Values.Sum());
                }
            },
            token);

        Assert.Equal(Enumerable.Repeat(Operations, Size), runs.Values);
    }

    [Fact]
    public void Dispose_KeptTeamThatNeverRan_EndsItsThreads() => TeamOf(isKept: true).Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Run_OperationAfterAFailedOne_HasNoFailure()
    {
        var token = TestContext.Current.CancellationToken;
        using var team = TeamOf(isKept: true);

        await Assert.ThrowsAsync<NotSupportedException>(() => Task.Run(
            () => team.Run(new ItemCounter(0, token), () => throw new NotSupportedException()), token));

        await Task.Run(() => team.Run(new ItemCounter(0, token), () => { }), token);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_TwoBodiesThrow_ThrowsTheFirstWithItsStackAndStopsTheItems(bool isKept)
    {
        var token = TestContext.Current.CancellationToken;
        var items = new ItemCounter(int.MaxValue, token);
        using var team = TeamOf(isKept);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => team.Run(items, () => TakeUntilStopped(items)), token));

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

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_Cancelled_ThrowsAfterTheBodiesHaveEnded(bool isKept)
    {
        using var team = TeamOf(isKept);
        using var cancellation = new CancellationTokenSource();
        var items = new ItemCounter(int.MaxValue, cancellation.Token);
        var running = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(() => Task.Run(
            () => team.Run(items, () =>
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

    private static ThreadTeam TeamOf(bool isKept)
    {
        var team = new ThreadTeam("team", Size);
        if (isKept)
        {
            team.Keep();
        }

        return team;
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
