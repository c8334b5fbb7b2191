
namespace ConcurrencyBench.Analysis.Results;

/// <summary>The noise floor of a difference between two cells in one metric: by how much identical code may differ from itself there.</summary>
/// <param name="Ratio">How many times, from 1. A figure that is nearer than this to what it is held against does not differ from it.</param>
/// <param name="IsEstimate">Whether it is only by how much it did differ, as there were too few rounds for an interval.</param>
public sealed record NoiseFloor(double Ratio, bool IsEstimate);
