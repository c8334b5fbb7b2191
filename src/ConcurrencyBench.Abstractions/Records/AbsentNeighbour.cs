namespace ConcurrencyBench.Abstractions.Records;

/// <summary>Rounds of a calibration that do not count, since the neighbour that was to be beside them was not there.</summary>
/// <param name="Comparison">The <see cref="Records.Comparison.Id"/> of their comparison.</param>
/// <param name="Neighbour">What was to be beside it.</param>
/// <param name="Rounds">How many do not count.</param>
/// <param name="Of">How many there were.</param>
/// <param name="Reason">Why the first of them does not, in a clause.</param>
public sealed record AbsentNeighbour(string Comparison, NeighbourKind Neighbour, int Rounds, int Of, string Reason);
