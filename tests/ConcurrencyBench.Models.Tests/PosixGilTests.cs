using ConcurrencyBench.Models.Gil;

namespace ConcurrencyBench.Models.Tests;

/// <summary>The lock by the C library's mutex and condition.</summary>
public sealed class PosixGilTests : GilTests
{
    private const int Timeout = 60_000;

    [Fact]
    public void IsAvailable_Linux_Is() => Assert.Equal(OperatingSystem.IsLinux(), PosixCondition.IsAvailable);

    [Fact(Timeout = Timeout)]
    public async Task Take_IntervalOfAFewMicroseconds_Asks()
    {
        var gil = Make(TimeSpan.FromMicroseconds(20));
        gil.Take();
        var waiter = Task.Run(
            () =>
            {
                gil.Take();
                gil.Drop();
            },
            TestContext.Current.CancellationToken);
        while (!gil.IsDropRequested)
        {
            Thread.SpinWait(10);
        }

        gil.Drop();
        await waiter;

        Assert.InRange(gil.Requests, 1, long.MaxValue);
    }

    [Fact]
    public void Wait_NoSignal_EndsByItsTimeAndInsideTheMutex()
    {
        var condition = Condition();
        condition.Enter();

        // A wait may end early without a signal, though hardly twenty times.
        var ended = Enumerable.Range(0, 20).Count(_ => !condition.Wait(TimeSpan.FromMicroseconds(10)));

        condition.Exit();
        Assert.InRange(ended, 1, 20);
    }

    [Fact]
    public void Condition_ManyThatAreDropped_LeaveNoMemory()
    {
        var made = Enumerable.Range(0, 1_000).Select(_ => new WeakReference(Used())).ToList();

        GC.Collect();

        // The stack may hold the last one yet.
        Assert.InRange(made.Count(reference => reference.IsAlive), 0, 1);
    }

    private protected override GlobalInterpreterLock Make(TimeSpan interval)
    {
        _ = Condition();
        return new(interval, () => new PosixCondition());
    }

    private static PosixCondition Condition()
    {
        Assert.SkipUnless(PosixCondition.IsAvailable, "this system's C library has no condition over the monotonic clock");
        return new PosixCondition();
    }

    private static PosixCondition Used()
    {
        var condition = Condition();
        condition.Enter();
        condition.Signal();
        condition.Exit();
        return condition;
    }
}
