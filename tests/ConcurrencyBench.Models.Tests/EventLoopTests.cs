using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Tests;

public sealed class EventLoopTests
{
    private const int Timeout = HangGuard.Milliseconds;

    [Fact(Timeout = Timeout)]
    public Task Run_AwaitsOfAllKinds_ComeBackToTheThread() => OffThreadAsync(() =>
    {
        var threads = new List<int>();
        EventLoop.Run(async _ =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Yield();
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Run(() => { });
            threads.Add(Environment.CurrentManagedThreadId);
            await LoopDelay.ForAsync(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);
            threads.Add(Environment.CurrentManagedThreadId);
        });

        Assert.Equal(4, threads.Count);
        Assert.All(threads, thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
    });

    [Fact(Timeout = Timeout)]
    public Task Run_Ends_GivesTheContextBack() => OffThreadAsync(() =>
    {
        var before = new SynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(before);

        EventLoop.Run(_ => Task.CompletedTask);
        Assert.Throws<InvalidOperationException>(() => EventLoop.Run(_ => throw new InvalidOperationException("it broke")));

        Assert.Same(before, SynchronizationContext.Current);
    });

    [Fact(Timeout = Timeout)]
    public Task Run_ProgramFails_ThrowsWhatItThrew() => OffThreadAsync(() =>
    {
        var failure = Assert.Throws<InvalidOperationException>(() => EventLoop.Run(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("it broke");
        }));

        Assert.Equal("it broke", failure.Message);
    });

    [Fact(Timeout = Timeout)]
    public Task Post_OnTheLoop_RunsInOrderAndNeverNested() => OffThreadAsync(() =>
    {
        var order = new List<string>();
        EventLoop.Run(loop =>
        {
            var end = new TaskCompletionSource();
            loop.Post(_ => Nested("a"), null);
            loop.Post(_ => Nested("b"), null);
            return end.Task;

            void Nested(string name)
            {
                order.Add($"{name} begins");
                loop.Post(_ =>
                {
                    order.Add($"{name} later");
                    if (name == "b")
                    {
                        end.SetResult();
                    }
                }, null);
                order.Add($"{name} ends");
            }
        });

        Assert.Equal(["a begins", "a ends", "b begins", "b ends", "a later", "b later"], order);
    });

    [Fact(Timeout = Timeout)]
    public Task Post_FromManyThreads_RunsEachOnceOnTheLoop() => OffThreadAsync(() =>
    {
        const int Posts = 20_000;
        var count = 0;
        var strangers = 0;
        EventLoop.Run(loop =>
        {
            var home = Environment.CurrentManagedThreadId;
            var end = new TaskCompletionSource();
            for (var thread = 0; thread < 4; thread++)
            {
                new Thread(PostAll) { IsBackground = true }.Start();
            }

            return end.Task;

            void PostAll()
            {
                for (var post = 0; post < Posts; post++)
                {
                    loop.Post(_ => Count(), null);
                }
            }

            void Count()
            {
                strangers += Environment.CurrentManagedThreadId == home ? 0 : 1;
                if (++count == 4 * Posts)
                {
                    end.SetResult();
                }
            }
        });

        Assert.Equal((4 * Posts, 0), (count, strangers));
    });

    [Fact(Timeout = Timeout)]
    public Task After_SeveralTimes_RunsInTheOrderOfTheirEndsAndNotBefore() => OffThreadAsync(() =>
    {
        var ends = new List<int>();
        var early = 0;
        EventLoop.Run(loop =>
        {
            var started = TimeProvider.System.GetTimestamp();
            var end = new TaskCompletionSource();
            foreach (var milliseconds in new[] { 30, 5, 20, 1, 10 })
            {
                loop.After(TimeSpan.FromMilliseconds(milliseconds), _ =>
                {
                    early += TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMilliseconds(milliseconds) ? 1 : 0;
                    ends.Add(milliseconds);
                    if (milliseconds == 30)
                    {
                        end.SetResult();
                    }
                }, null);
            }

            return end.Task;
        });

        Assert.Equal([1, 5, 10, 20, 30], ends);
        Assert.Equal(0, early);
    });

    [Fact(Timeout = Timeout)]
    public Task After_WhileTheQueueIsNeverEmpty_StillRuns() => OffThreadAsync(() => EventLoop.Run(loop =>
    {
        var end = new TaskCompletionSource();
        loop.After(TimeSpan.FromMilliseconds(2), _ => end.SetResult(), null);
        loop.Post(Again, null);
        return end.Task;

        void Again(object? state) => loop.Post(Again, state);
    }));

    [Fact(Timeout = Timeout)]
    public Task Post_FromAnotherThreadWhileTheQueueIsNeverEmpty_StillRuns() => OffThreadAsync(() => EventLoop.Run(loop =>
    {
        var end = new TaskCompletionSource();
        loop.Post(Again, null);
        new Thread(() => loop.Post(_ => end.SetResult(), null)) { IsBackground = true }.Start();
        return end.Task;

        void Again(object? state) => loop.Post(Again, state);
    }));

    [Fact(Timeout = Timeout)]
    public Task Pause_CancelledFromAnotherThread_EndsOnTheLoop() => OffThreadAsync(() =>
    {
        using var cancellation = new CancellationTokenSource();
        EventLoop.Run(async _ =>
        {
            var home = Environment.CurrentManagedThreadId;
            var pause = LoopDelay.ForAsync(TimeSpan.FromHours(1), cancellation.Token);
            var cancelling = Task.Run(cancellation.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pause);
            await cancelling;
            Assert.Equal(home, Environment.CurrentManagedThreadId);
        });
    });

    [Fact(Timeout = Timeout)]
    public Task Run_ItemOfABatchEnds_IsCompletedInTheSameTurnAndNotOnThePool() => OffThreadAsync(() => EventLoop.Run(async _ =>
    {
        var end = new TaskCompletionSource();
        await using var workload = new GatedWorkload(end.Task);
        var operation = new Operation(workload, 1, new WorkloadSetup(1, 1, null));

        var item = operation.Batch.RunAsync(0, TestContext.Current.CancellationToken);
        end.SetResult();

        Assert.True(item.IsCompletedSuccessfully, "the item went on elsewhere");
        Assert.Equal(7UL, operation.DigestOf(0));
        await item;
    }));

    [Fact]
    public void Send_Always_IsRefused() =>
        EventLoop.Run(loop =>
        {
            Assert.Throws<NotSupportedException>(() => loop.Send(_ => { }, null));
            return Task.CompletedTask;
        });

    /// <summary>A loop blocks its thread, which must not be the test's.</summary>
    private static Task OffThreadAsync(Action test) => Task.Factory.StartNew(
        test, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class GatedWorkload(Task gate) : ItemWorkload
    {
        public override string Id => "gated";

        public override string Description => "waits for a task";

        public override WorkloadKind Kind => WorkloadKind.Io;

        public override int Items(int concurrency) => 1;

        public override ulong Execute<TGate>(int item, ref TGate gate) => 7;

        public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
        {
            await gate;
            return 7;
        }
    }
}
