namespace ConcurrencyBench.Models.Gil;

/// <summary>
/// <see cref="LockCondition"/> by the runtime's monitor, which every system has. It hands over first come, first served, counts in whole
/// milliseconds, and searches a list of all waiters at each time-out: n waiters cost n² an interval.
/// </summary>
internal sealed class MonitorCondition : LockCondition
{
    private readonly object _monitor = new();

    public override void Enter() => Monitor.Enter(_monitor);

    public override void Exit() => Monitor.Exit(_monitor);

    // Rounded up: the runtime rounds down, and half a millisecond would be no wait at all.
    public override bool Wait(TimeSpan time) => Monitor.Wait(_monitor, (int)Math.Min(int.MaxValue, Math.Ceiling(time.TotalMilliseconds)));

    public override void Signal() => Monitor.Pulse(_monitor);
}
