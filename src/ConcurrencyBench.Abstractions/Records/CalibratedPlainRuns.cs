namespace ConcurrencyBench.Abstractions.Records;

/// <summary>Comparisons of identical code by plain runs, all launches of one name and then all of the other, with as many operations and launches.</summary>
/// <param name="HalfWidth">Half of the width of the two-sample 95 % interval of the ratio, relative.</param>
/// <param name="Gain">That over the half-width of paired measurements: how much wider it is.</param>
/// <param name="Coverage">How many of these intervals hold 1.</param>
public sealed record CalibratedPlainRuns(double HalfWidth, double Gain, ObservedShare Coverage);
