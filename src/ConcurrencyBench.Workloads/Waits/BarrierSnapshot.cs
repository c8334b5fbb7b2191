namespace ConcurrencyBench.Workloads.Waits;

/// <summary>The moment at which all items of a <see cref="AsyncBarrier"/> wait. Timestamps are those of the stop-watch.</summary>
/// <param name="Since">When the last had come.</param>
/// <param name="Bytes">What memory the process then had; null where it is not available.</param>
/// <param name="Until">When that had been read, and they were released.</param>
internal sealed record BarrierSnapshot(long Since, long? Bytes, long Until);
