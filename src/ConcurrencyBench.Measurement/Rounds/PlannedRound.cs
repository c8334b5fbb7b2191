using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>A round that is about to be measured.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Parts">What of its comparisons, in the plan's order; at least one.</param>
/// <param name="Reason">Why it is the next, in one sentence.</param>
/// <param name="Expected">How long it is expected to take; null while nothing was measured to go by.</param>
internal sealed record PlannedRound(string Workload, IReadOnlyList<PlannedPart> Parts, string Reason, TimeSpan? Expected)
{
    /// <summary>The line with which it begins.</summary>
    public RoundStart ToRecord(int number, TimeSpan at) => new()
    {
        Workload = Workload,
        Comparisons = [.. Parts.Select(part => part.ToRecord())],
        Reason = Reason,
        ExpectedSeconds = Expected?.TotalSeconds,
        Round = number,
        AtMilliseconds = (long)at.TotalMilliseconds,
    };
}
