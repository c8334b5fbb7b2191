namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose phases are sizes of message, in bytes (<see cref="Records.Phase.Size"/>): round trips are shown by size.</summary>
public interface IHasMessageSizes;
