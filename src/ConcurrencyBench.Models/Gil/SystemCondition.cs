namespace ConcurrencyBench.Models.Gil;

/// <summary>The kind of <see cref="LockCondition"/> that this system has: the C library's where there is one, else the runtime's.</summary>
internal static class SystemCondition
{
    /// <summary>The shortest time that it waits: 1 µs, or 1 ms by the runtime's monitor.</summary>
    public static TimeSpan ShortestWait { get; } = PosixCondition.IsAvailable ? TimeSpan.FromMicroseconds(1) : TimeSpan.FromMilliseconds(1);

    /// <summary>Makes one.</summary>
    public static LockCondition Create() => PosixCondition.IsAvailable ? new PosixCondition() : new MonitorCondition();
}
