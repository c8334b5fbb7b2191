using ConcurrencyBench.Models.Gil;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Tests;

/// <summary>
/// The lock's rules, by events and counters rather than by time. Every thread ends by itself once the lock works;
/// a lost wake-up would hang, which the timeout turns into a failure.
/// </summary>
public abstract class GilTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _never = TimeSpan.FromDays(1);

    [Fact(Timeout = Timeout)]
    public async Task Take_ManyThreadsUnderStress_OneHoldsAtATimeAndNoWakeUpIsLost()
    {
        const int Threads = 8;
        const int Turns = 3_000;
        var gil = Make(_short);
        var inside = 0;
        var violations = 0;
        var plainCounter = 0;

        await RunAsync(Threads, number =>
        {
            var gate = new GilGate(gil);
            gil.Take();
            for (var turn = 0; turn < Turns; turn++)
            {
                violations += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
                plainCounter++;
                Thread.SpinWait(turn % 50);
                Interlocked.Decrement(ref inside);
                gate.Checkpoint();
                if ((turn + number) % 7 == 0)
                {
                    gate.EnterBlocking();
                    gate.ExitBlocking();
                }
            }

            gil.Drop();
        });

        Assert.Equal(0, violations);
        Assert.Equal(Threads * Turns, plainCounter);
        Assert.False(gil.IsHeldByCurrentThread);
    }

    [Fact(Timeout = Timeout)]
    public async Task Checkpoint_NoThreadAsked_KeepsTheLock()
    {
        var gil = Make(_never);
        using var waiting = new ManualResetEventSlim();
        var finished = new List<int>();

        await RunAsync(2, number =>
        {
            if (number == 1)
            {
                waiting.Wait(TestContext.Current.CancellationToken);
            }

            gil.Take();
            waiting.Set();
            for (var turn = 0; turn < 10_000; turn++)
            {
                Thread.SpinWait(20);
                new GilGate(gil).Checkpoint();
            }

            finished.Add(number);
            gil.Drop();
        });

        Assert.Equal([0, 1], finished);
        Assert.Equal(0, gil.Requests);
        Assert.Equal(2, gil.Switches);
    }

    [Fact(Timeout = Timeout)]
    public async Task Checkpoint_Asked_ReturnsOnlyAfterAnotherThreadHadTheLock()
    {
        const int Rounds = 20;
        var gil = Make(_short);
        var waiterRuns = true;
        var switchesSeen = new List<long>();

        await RunAsync(2, number =>
        {
            var gate = new GilGate(gil);
            gil.Take();
            if (number == 1)
            {
                while (waiterRuns)
                {
                    gate.Checkpoint();
                }
            }

            for (var round = 0; number == 0 && round < Rounds; round++)
            {
                while (!gil.IsDropRequested)
                {
                    Thread.SpinWait(10);
                }

                var before = gil.Switches;
                gate.Checkpoint();
                switchesSeen.Add(gil.Switches - before);
            }

            waiterRuns &= number != 0;
            gil.Drop();
        });

        // Two switches at least: to the other thread, and back.
        Assert.Equal(Rounds, switchesSeen.Count);
        Assert.All(switchesSeen, switches => Assert.InRange(switches, 2, long.MaxValue));
        Assert.InRange(gil.Requests, Rounds, long.MaxValue);
    }

    [Fact(Timeout = Timeout)]
    public async Task Take_HolderWithoutCheckpoints_AsksAfterTheIntervalAndWaitsOn()
    {
        var gil = Make(_short);
        using var held = new ManualResetEventSlim();
        var askedWhileHeld = false;
        var order = new List<string>();

        await RunAsync(2, number =>
        {
            if (number == 1)
            {
                held.Wait(TestContext.Current.CancellationToken);
                gil.Take();
                order.Add("waiter");
                gil.Drop();
                return;
            }

            gil.Take();
            held.Set();
            while (!gil.IsDropRequested)
            {
                Thread.SpinWait(10);
            }

            askedWhileHeld = gil.IsHeldByCurrentThread;
            order.Add("holder");
            gil.Drop();
        });

        Assert.True(askedWhileHeld);
        Assert.Equal(["holder", "waiter"], order);
        Assert.False(gil.IsDropRequested);
    }

    [Fact(Timeout = Timeout)]
    public async Task EnterBlocking_OtherThreadWaits_LetsItInWithoutARequest()
    {
        var gil = Make(_never);
        using var held = new ManualResetEventSlim();
        using var otherWasIn = new ManualResetEventSlim();

        await RunAsync(2, number =>
        {
            if (number == 1)
            {
                held.Wait(TestContext.Current.CancellationToken);
                gil.Take();
                otherWasIn.Set();
                gil.Drop();
                return;
            }

            var gate = new GilGate(gil);
            gil.Take();
            held.Set();
            gate.EnterBlocking();
            otherWasIn.Wait(TestContext.Current.CancellationToken);
            gate.ExitBlocking();
            Assert.True(gil.IsHeldByCurrentThread);
            gil.Drop();
        });

        Assert.Equal(0, gil.Requests);
    }

    [Fact]
    public void EnterBlocking_NoThreadWaits_ReturnsAtOnce()
    {
        var gil = Make(_never);
        var gate = new GilGate(gil);
        gil.Take();

        gate.EnterBlocking();
        Assert.False(gil.IsHeldByCurrentThread);
        gate.ExitBlocking();

        Assert.True(gil.IsHeldByCurrentThread);
        Assert.Equal(1, gil.Switches);
    }

    [Fact]
    public void TakeAndDrop_OutOfTurn_AreRefusedAndChangeNothing()
    {
        var gil = Make(_short);

        Assert.Throws<SynchronizationLockException>(gil.Drop);
        gil.Take();
        Assert.Throws<SynchronizationLockException>(gil.Take);
        Assert.True(gil.IsHeldByCurrentThread);
        gil.Drop();
        Assert.Throws<SynchronizationLockException>(gil.Drop);
    }

    [Fact]
    public void Gil_IntervalOfNoTime_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(TimeSpan.Zero));

    [Fact(Timeout = Timeout)]
    public async Task Take_ThreadsThatComeAndGoWhileOthersWait_AllHaveTheirTurnThroughCollections()
    {
        const int Threads = 200;
        var gil = Make(_short);
        var turns = 0;
        gil.Take();

        // Held while they gather, so that most wait at once; a collection meanwhile must not wait for threads that do.
        var team = RunAsync(Threads, number =>
        {
            gil.Take();
            turns++;
            if (number % 10 == 0)
            {
                GC.Collect(0);
            }

            gil.Drop();
        });
        while (!gil.IsDropRequested)
        {
            GC.Collect();
        }

        gil.Drop();
        await team;

        Assert.Equal(Threads, turns);
        Assert.Equal(Threads + 1, gil.Switches);
    }

    /// <summary>Makes a lock by the condition that is tested.</summary>
    private protected abstract GlobalInterpreterLock Make(TimeSpan interval);

    private static Task RunAsync(int threads, Action<int> body)
    {
        var token = TestContext.Current.CancellationToken;
        var number = -1;
        return Task.Run(
            () =>
            {
                using var team = new ThreadTeam("test", threads);
                team.Run(new ItemCounter(0, token), () => body(Interlocked.Increment(ref number)));
            },
            token);
    }
}
