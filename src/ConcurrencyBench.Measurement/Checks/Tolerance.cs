namespace ConcurrencyBench.Measurement.Checks;

/// <summary>How far two clocks may differ before one of them is called wrong.</summary>
internal static class Tolerance
{
    /// <summary>
    /// By how much a time on one clock may exceed the same time on another: 1 %. Clocks of one machine differ by 0.05 % where the system's
    /// time is being corrected, which a server's wait may go by. All waits of this program are checked against the clock that operations
    /// are timed with, and never end early.
    /// </summary>
    public const double OfAClock = 1.01;

    /// <summary>What reading and rounding may add, in ns.</summary>
    public const double OfAReading = 1e6;
}
