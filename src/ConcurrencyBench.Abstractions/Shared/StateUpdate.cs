namespace ConcurrencyBench.Abstractions.Shared;

/// <summary>One update of shared state: what a message carries where an owner applies it.</summary>
/// <param name="Key">Which counter, or which entry of the map.</param>
/// <param name="Amount">What is added to it.</param>
public readonly record struct StateUpdate(int Key, long Amount);
