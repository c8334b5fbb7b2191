namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What a run is doing.</summary>
/// <param name="Workload">The workload that is measured.</param>
/// <param name="Round">Which of its rounds, from 0.</param>
/// <param name="Rounds">How many rounds it gets at least.</param>
/// <param name="Activity">What is done in it, as "block 2 of 4 at concurrency 16".</param>
/// <param name="Elapsed">How long the run has been measuring.</param>
/// <param name="Left">How much longer it will take, estimated, at most once every workload has its minimum; null while nothing is known.</param>
public sealed record RunProgress(string Workload, int Round, int Rounds, string Activity, TimeSpan Elapsed, TimeSpan? Left);
