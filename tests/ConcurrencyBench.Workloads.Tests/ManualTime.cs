namespace ConcurrencyBench.Workloads.Tests;

/// <summary>Time that passes only when advanced.</summary>
internal sealed class ManualTime : TimeProvider
{
    // As on a clock that has run for a while; the system's never shows 0.
    private long _ticks = 12_345;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => _ticks += by.Ticks;

    public override long GetTimestamp() => _ticks;
}
