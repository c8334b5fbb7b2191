namespace ConcurrencyBench.Distributed;

/// <summary>Which operation runs which stream.</summary>
/// <param name="Number">The operation, from 1, ascending; each stream is one of its own.</param>
/// <param name="Stream">Which of the workload's streams it is, from 0.</param>
[GenerateSerializer]
[Immutable]
[Alias("stream-operation")]
internal readonly record struct StreamOperation([property: Id(0)] long Number, [property: Id(1)] int Stream);
