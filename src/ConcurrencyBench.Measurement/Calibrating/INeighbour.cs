namespace ConcurrencyBench.Measurement.Calibrating;

/// <summary>What is beside a comparison, as the rounds see it; ends when disposed.</summary>
internal interface INeighbour : IDisposable
{
    /// <summary>The CPU time that it has used; null once it has ended, and where this is not available on the system.</summary>
    long? CpuNanoseconds { get; }

    /// <summary>How it ended, in a clause; null while it lives.</summary>
    string? End { get; }
}
