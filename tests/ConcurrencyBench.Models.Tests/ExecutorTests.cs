using System.Collections.Concurrent;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Tests;

public sealed class ExecutorTests : IDisposable
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Size = 3;

    private readonly Executor<NoGate> _executor = new("test", Size, default);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _executor.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Submit_Call_GivesItsResultFromANamedBackgroundThreadOfThePool()
    {
        var thread = await _executor.Submit(() => Thread.CurrentThread, Token);

        Assert.Matches("^cb-test-[012]$", thread.Name);
        Assert.True(thread.IsBackground);
        Assert.False(thread.IsThreadPoolThread);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_CallThatThrows_FailsWithThatAndTheThreadsGoOn()
    {
        for (var attempt = 0; attempt < 2 * Size; attempt++)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _executor.Submit<int>(Break, Token));

            Assert.Contains(nameof(Break), failure.StackTrace, StringComparison.Ordinal);
        }

        Assert.Equal(1, await _executor.Submit(() => 1, Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_CancelledWhileItWaits_IsNeverRun()
    {
        using var busy = BusyThreads.Of(_executor, Size);
        using var cancellation = new CancellationTokenSource();
        var ran = false;

        var future = _executor.Submit(() => ran = true, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => future);
        busy.Release();
        await _executor.Submit(() => 1, Token);

        Assert.False(ran);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_CancelledBefore_IsNeverRun()
    {
        var future = _executor.Submit(() => 1, new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => future);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_OneThread_RunsCallsInTheOrderOfTheirSubmission()
    {
        using var single = new Executor<NoGate>("single", 1, default);
        var order = new List<int>();

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => single.Submit(
            () =>
            {
                order.Add(number);
                return number;
            },
            Token)));

        Assert.Equal(Enumerable.Range(0, 1000), order);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_FarApart_WakesAThreadEachTime()
    {
        // The pauses straddle the moment at which a thread that finds no call falls asleep; a lost wake-up would hang.
        for (var number = 0; number < 5_000; number++)
        {
            Assert.Equal(number, await _executor.Submit(() => number, Token));
            Thread.SpinWait(number % 500);
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_ManyThreadsSubmit_RunsEachOnce()
    {
        var runs = new int[20_000];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(
            () => Task.WhenAll(Enumerable.Range(0, runs.Length / 4).Select(
                number => _executor.Submit(() => Interlocked.Increment(ref runs[(number * 4) + part]), Token))),
            Token)));

        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_MoreCallsThanThreads_RunsEachOnceOnAllThreadsAndNeverMoreAtOnce()
    {
        var running = 0;
        var peak = 0;
        var runs = new int[30];
        using var barrier = new Barrier(Size, _ => peak = Math.Max(peak, Volatile.Read(ref running)));

        await _executor.MapAsync(
            number =>
            {
                Interlocked.Increment(ref running);
                runs[number]++;
                barrier.SignalAndWait(Token);
                Interlocked.Decrement(ref running);
                barrier.SignalAndWait(Token);
            },
            runs.Length,
            Token);

        Assert.All(runs, count => Assert.Equal(1, count));
        Assert.Equal(Size, peak);
    }

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_CallThrows_FailsWithThatAfterTheCallsThatRunAndBeginsNoOther()
    {
        const int Faulty = 100;
        var started = new ConcurrentBag<int>();
        var running = 0;

        for (var attempt = 0; attempt < 10; attempt++)
        {
            started.Clear();
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _executor.MapAsync(
                number =>
                {
                    Interlocked.Increment(ref running);
                    started.Add(number);
                    Thread.SpinWait(number < Faulty ? 10 : 20_000);
                    Interlocked.Decrement(ref running);
                    _ = number == Faulty ? Break() : 0;
                },
                100_000,
                Token));

            Assert.Equal("it broke", failure.Message);
            Assert.Equal(0, running);

            // Calls are taken in order, but the other threads may have taken one and then seen the failure before it began.
            Assert.InRange(started.Count, Faulty + 1 - (Size - 1), 99_999);
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_Cancelled_EndsAfterTheCallsThatRun()
    {
        using var cancellation = new CancellationTokenSource();
        using var meeting = new Barrier(Size + 1);
        var started = 0;

        var mapping = _executor.MapAsync(
            _ =>
            {
                Interlocked.Increment(ref started);
                meeting.SignalAndWait(Token);
                meeting.SignalAndWait(Token);
            },
            1000,
            cancellation.Token);
        meeting.SignalAndWait(Token);
        await cancellation.CancelAsync();
        Assert.False(mapping.IsCompleted);
        meeting.SignalAndWait(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mapping);
        Assert.Equal(Size, started);
        Assert.Equal(1, await _executor.Submit(() => 1, Token));
    }

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_Nothing_Ends() => await _executor.MapAsync(_ => Break(), 0, Token);

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_AwaitedWithoutAContext_GoesOnOutsideThePool()
    {
        // Else a caller that disposes the executor after an operation would wait for the thread that it stands on.
        var names = await Task.Run(
            async () =>
            {
                var threads = new List<string?>();
                for (var attempt = 0; attempt < 100; attempt++)
                {
                    await _executor.MapAsync(_ => Thread.SpinWait(100), 10, Token);
                    threads.Add(Thread.CurrentThread.Name);
                }

                return threads;
            },
            Token);

        Assert.DoesNotContain(names, name => name?.StartsWith(ThreadTeam.NamePrefix, StringComparison.Ordinal) ?? false);
    }

    [Fact(Timeout = Timeout)]
    public async Task Dispose_CallsThatWait_AreRunFirstAndNoThreadIsLeft()
    {
        var threads = new ConcurrentDictionary<Thread, int>();
        var executor = new Executor<NoGate>("short-lived", Size, default);
        var futures = Enumerable.Range(0, 100).Select(_ => executor.Submit(() => threads.TryAdd(Thread.CurrentThread, 0), Token)).ToList();

        executor.Dispose();

        Assert.All(futures, future => Assert.True(future.IsCompletedSuccessfully));
        Assert.All(threads.Keys, thread => Assert.False(thread.IsAlive));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => executor.MapAsync(_ => { }, 1, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => executor.Submit(() => 1, Token));
        executor.Dispose();
    }

    private static int Break() => throw new InvalidOperationException("it broke");

    /// <summary>Keeps threads of an executor until released.</summary>
    private sealed class BusyThreads : IDisposable
    {
        private readonly ManualResetEventSlim _release = new();
        private readonly List<Task> _futures = [];

        public static BusyThreads Of(Executor<NoGate> executor, int count)
        {
            var busy = new BusyThreads();
            using var started = new CountdownEvent(count);
            for (var thread = 0; thread < count; thread++)
            {
                busy._futures.Add(executor.Submit(
                    () =>
                    {
                        started.Signal();
                        busy._release.Wait(Token);
                        return 0;
                    },
                    Token));
            }

            started.Wait(Token);
            return busy;
        }

        public void Release() => _release.Set();

        public void Dispose()
        {
            Release();
            Task.WaitAll(_futures);
            _release.Dispose();
        }
    }
}
