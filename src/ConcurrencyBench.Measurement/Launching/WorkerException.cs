namespace ConcurrencyBench.Measurement.Launching;

/// <summary>A worker gave a wrong answer, crashed, hung or said something that no worker says.</summary>
/// <param name="reason">What happened, in one sentence.</param>
/// <param name="processId">The worker's process; null when it never started.</param>
/// <param name="exitCode">How it exited, when it did.</param>
/// <param name="logTail">The last lines of its log.</param>
public sealed class WorkerException(string reason, int? processId, int? exitCode, IReadOnlyList<string> logTail)
    : Exception(reason)
{
    /// <summary>The worker's process; null when it never started.</summary>
    public int? ProcessId => processId;

    /// <summary>How it exited, when it did.</summary>
    public int? ExitCode => exitCode;

    /// <summary>The last lines of its log, oldest first.</summary>
    public IReadOnlyList<string> LogTail => logTail;
}
