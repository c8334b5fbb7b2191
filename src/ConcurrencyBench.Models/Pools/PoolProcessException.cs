namespace ConcurrencyBench.Models.Pools;

/// <summary>A pool process ended, or an item threw inside one; the message says which process and what happened.</summary>
/// <param name="message">The process id, and how it ended or what the item threw.</param>
public sealed class PoolProcessException(string message) : Exception(message);
