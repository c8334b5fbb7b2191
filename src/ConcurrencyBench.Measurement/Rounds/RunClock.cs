using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>How long a run has been measuring, pauses before a resume and stops of its process left out, and what is left of its budget.</summary>
/// <param name="time">Where time comes from.</param>
/// <param name="before">How long the run had been measuring when it was last stopped.</param>
/// <param name="budget">How long it may take in all.</param>
/// <param name="heartbeat">Reports for how long the process was stopped; null where it never is.</param>
public sealed class RunClock(TimeProvider time, TimeSpan before, TimeSpan budget, Heartbeat? heartbeat = null)
{
    private readonly long _started = time.GetTimestamp();
    private readonly TimeSpan _stoppedBefore = heartbeat?.Stopped ?? TimeSpan.Zero;

    /// <summary>How long the run has been measuring.</summary>
    public TimeSpan Elapsed => before + (Running > TimeSpan.Zero ? Running : TimeSpan.Zero);

    // Negative where the clock was stopped as well while the process was.
    private TimeSpan Running => time.GetElapsedTime(_started) - ((heartbeat?.Stopped ?? TimeSpan.Zero) - _stoppedBefore);

    /// <summary>What is left of the budget; zero when it is spent.</summary>
    public TimeSpan Left => budget > Elapsed ? budget - Elapsed : TimeSpan.Zero;
}
