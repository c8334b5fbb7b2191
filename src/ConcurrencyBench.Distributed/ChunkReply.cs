namespace ConcurrencyBench.Distributed;

/// <summary>What came of a chunk.</summary>
/// <param name="Digests">
/// The digests of the items that ran, in order, as bytes of this machine: all silos are the same program, and bytes are copied
/// where an array of numbers would be written one by one. Shorter than the chunk when it was stopped or an item failed.
/// </param>
/// <param name="Failure">What an item threw; null when none did.</param>
[GenerateSerializer]
[Immutable]
[Alias("chunk-reply")]
internal sealed record ChunkReply([property: Id(0)] byte[] Digests, [property: Id(1)] string? Failure);
