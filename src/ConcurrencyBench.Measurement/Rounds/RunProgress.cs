namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What a run is doing.</summary>
/// <param name="Workload">The workload that is measured.</param>
/// <param name="Round">Which of its rounds, from 0.</param>
/// <param name="Rounds">How many rounds it gets at least.</param>
/// <param name="MostRounds">How many it gets at most, while something is open.</param>
/// <param name="Activity">What is done in it, as "block 2 of 4 at concurrency 16".</param>
/// <param name="Elapsed">How long the run has been measuring.</param>
/// <param name="LeftAtMost">
/// What is left of the budget, known from the start: an end that is estimated moves away as soon as something is left open.
/// </param>
public sealed record RunProgress(
    string Workload, int Round, int Rounds, int MostRounds, string Activity, TimeSpan Elapsed, TimeSpan LeftAtMost)
{
    /// <summary>How much longer it will take, estimated by earlier rounds; null while there were none, or where their number is open.</summary>
    public TimeSpan? Left { get; init; }
}
