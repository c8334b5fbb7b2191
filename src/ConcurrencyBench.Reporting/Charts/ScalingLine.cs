using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A model's speed-ups over concurrency.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Points">The points, by ascending concurrency.</param>
internal sealed record ScalingLine(string Model, IReadOnlyList<(int Concurrency, Figure SpeedUp)> Points);
