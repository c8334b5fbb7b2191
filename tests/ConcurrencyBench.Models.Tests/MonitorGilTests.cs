using ConcurrencyBench.Models.Gil;

namespace ConcurrencyBench.Models.Tests;

/// <summary>The lock by the runtime's monitor.</summary>
public sealed class MonitorGilTests : GilTests
{
    private protected override GlobalInterpreterLock Make(TimeSpan interval) => new(interval, () => new MonitorCondition());
}
