namespace ConcurrencyBench.Distributed;

/// <summary>An event on its way to a handler in a silo.</summary>
/// <param name="Handler">Which handler.</param>
/// <param name="Source">Which source it came from.</param>
/// <param name="Value">Its value, mapped.</param>
internal readonly record struct SiloEvent(int Handler, int Source, ulong Value);
