namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A model whose items take turns on one thread: one that computes keeps all others from going on.</summary>
public interface IHasOneThread;
