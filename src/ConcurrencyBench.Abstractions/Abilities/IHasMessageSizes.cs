namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose phases are sizes of message: round trips are shown by size.</summary>
public interface IHasMessageSizes
{
    /// <summary>The length of a message in each phase, bytes, by the phase's name.</summary>
    IReadOnlyDictionary<string, int> MessageBytes { get; }
}
