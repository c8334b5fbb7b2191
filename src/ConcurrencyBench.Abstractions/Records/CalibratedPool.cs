namespace ConcurrencyBench.Abstractions.Records;

/// <summary>How intervals and verdicts did over all workloads and models of a calibration.</summary>
/// <param name="Neighbour">What the machine had beside them.</param>
/// <param name="Metric">The id of what is compared.</param>
/// <param name="Coverage">How many 95 % intervals of identical code hold 1.</param>
/// <param name="CalledDifferent">How many comparisons of identical code were called different by one look.</param>
public sealed record CalibratedPool(NeighbourKind Neighbour, string Metric, ObservedShare Coverage, ObservedShare CalledDifferent)
{
    /// <summary>How many were called different at any look; null in earlier files.</summary>
    public ObservedShare? CalledAtAnyLook { get; init; }
}
