namespace ConcurrencyBench.Analysis.Results;

/// <summary>The smallest task at which a model keeps half of its best efficiency: METG(50 %), minimum effective task granularity (Slaughter et al., "Task Bench", SC20).</summary>
/// <param name="Model">The model's name in the run.</param>
/// <param name="Concurrency">The most tasks in flight at once.</param>
/// <param name="Nanoseconds">The task's time, interpolated in its logarithm between the times that were measured.</param>
/// <param name="IsAtMost">Whether even the smallest task that was measured keeps half, so that this is its time and the true value is below.</param>
public sealed record TaskGranularity(string Model, int Concurrency, double Nanoseconds, bool IsAtMost);
