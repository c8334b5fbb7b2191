namespace ConcurrencyBench.Models.Streams;

/// <summary>An event on its way to one of several handlers that share a queue: what one message carries.</summary>
/// <param name="Handler">Which handler it is for.</param>
/// <param name="Source">Which source it came from.</param>
/// <param name="Value">Its value, mapped.</param>
public readonly record struct HandlerEvent(int Handler, int Source, ulong Value);
