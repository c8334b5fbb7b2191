namespace ConcurrencyBench.Analysis.Results;

/// <summary>The noise floor of a difference between two cells in one metric: by how much identical code differs from itself there.</summary>
/// <param name="Ratio">How many times, from 1. A figure that is nearer than this to what it is held against does not differ from it.</param>
/// <param name="IsCalibrated">Whether it is what 99 % of such comparisons stay within on this machine, as a calibration found; else it is this run's own null cases.</param>
public sealed record NoiseFloor(double Ratio, bool IsCalibrated = false);
