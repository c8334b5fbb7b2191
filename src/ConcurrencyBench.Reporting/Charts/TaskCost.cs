namespace ConcurrencyBench.Reporting.Charts;

/// <summary>What a waiting task costs under a model.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Bytes">Memory that it holds.</param>
/// <param name="Nanoseconds">Time to start and to finish it.</param>
/// <param name="IsRough">Whether there were too few rounds for intervals.</param>
internal sealed record TaskCost(string Model, double Bytes, double Nanoseconds, bool IsRough);
