namespace ConcurrencyBench.Models.Streams;

/// <summary>An event on its way: what one message carries.</summary>
/// <param name="Source">Which source it came from.</param>
/// <param name="Value">Its value.</param>
public readonly record struct StreamEvent(int Source, ulong Value);
