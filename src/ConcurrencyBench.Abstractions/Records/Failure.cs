
namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A cell that gave a wrong answer, crashed, hung or said something that no worker says.</summary>
public sealed record Failure : CellEntry
{
    /// <summary>Which block of the round, from 0; null when the worker never became ready.</summary>
    public int? Block { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether it was not the model's doing, as when a server died: the cell is tried again in the next round.</summary>
    public bool MayBeRetried { get; init; }

    /// <summary>The worker's process.</summary>
    public int? ProcessId { get; init; }

    /// <summary>How it exited, when it did; 128 and the signal's number when a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last lines of its log, oldest first.</summary>
    public IReadOnlyList<string> LogTail { get; init; } = [];

    /// <summary>Whether a model that failed so in a workload is not measured there again: it failed by its own doing, or twice by another's.</summary>
    /// <param name="failures">Its failures in the workload.</param>
    /// <returns>False without any, or after one that was not its doing.</returns>
    public static bool EndsMeasuring(IEnumerable<Failure> failures) => failures.Sum(failure => failure.MayBeRetried ? 1 : 2) >= 2;
}
