namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>The answer to <c>prepare</c>: the cell is jitted, warm and calibrated, and its answers were right.</summary>
/// <param name="Items">How many items an operation has.</param>
/// <param name="StartUpNanoseconds">How long the model needed to become ready.</param>
/// <param name="WarmUpNanoseconds">The operations so far, in order; the last is what one now takes.</param>
public sealed record Prepared(int Items, long StartUpNanoseconds, IReadOnlyList<double> WarmUpNanoseconds);
