using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Abstractions;

/// <summary>What holds of every item of a batch, by which a model chooses how it hands them out.</summary>
/// <param name="Kind">What an item mostly does.</param>
/// <param name="AreCalls">Whether each item is a call of its own: a model that hands out items in chunks then hands out one at a time.</param>
/// <param name="Payloads">The inputs and outputs that cross where items run in other processes; null where an item's number and its digest are all.</param>
public sealed record ItemTraits(WorkloadKind Kind, bool AreCalls, IHasPayloads? Payloads);
