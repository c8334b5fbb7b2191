namespace ConcurrencyBench.Measurement.Launching;

/// <summary>What is known of every right operation of a cell before a worker has answered, whichever model runs it.</summary>
/// <param name="Items">How many items it has.</param>
/// <param name="Digest">The digest of all of them (see <see cref="Abstractions.Digest.Append"/>), 16 hexadecimal digits.</param>
/// <param name="ShortestNanoseconds">How long it lasts at the least, because its items wait.</param>
public sealed record CellExpectation(int Items, string Digest, double ShortestNanoseconds);
