namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A model that has one item in flight, whatever the concurrency: what the others are compared with.</summary>
public interface IBaseline;
