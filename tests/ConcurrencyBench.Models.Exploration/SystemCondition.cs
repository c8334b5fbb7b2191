using ConcurrencyBench.Models.Exploration;

namespace ConcurrencyBench.Models.Gil;

/// <summary>In place of the program's, which calls the C library: what happens there Coyote cannot decide.</summary>
internal static class SystemCondition
{
    public static TimeSpan ShortestWait { get; } = TimeSpan.FromMilliseconds(1);

    public static LockCondition Create() => new MonitorRulesCondition();
}
