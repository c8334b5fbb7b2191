namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>Two phases of a workload that differ in one thing, which delays items.</summary>
/// <param name="Undisturbed">The id of the phase without it.</param>
/// <param name="Disturbed">The id of the phase with it.</param>
/// <param name="Item">What an item does, as "waits 10 ms".</param>
/// <param name="Cause">What delays items in the one phase, as "one item in a hundred blocks its thread".</param>
public sealed record LatencyComparison(string Undisturbed, string Disturbed, string Item, string Cause);
