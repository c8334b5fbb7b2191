namespace ConcurrencyBench.Distributed;

/// <summary>What a silo answers to a request.</summary>
/// <param name="Bytes">
/// Of a chunk, the digests of the items that ran, in order: fewer than the chunk has when it was stopped or an item failed. They
/// are this machine's bytes, as all silos are the same program, and bytes are copied where numbers would be written one by one.
/// Of a question, the answer.
/// </param>
/// <param name="Failure">What was thrown there; null when nothing was.</param>
[GenerateSerializer]
[Immutable]
[Alias("silo-reply")]
internal sealed record SiloReply([property: Id(0)] byte[] Bytes, [property: Id(1)] string? Failure);
