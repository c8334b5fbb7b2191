using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>
/// What a run says about one <see cref="Phase"/> of a cell's operations. Every figure is made as
/// <see cref="CellResult.NanosecondsPerItem"/> is: the median of each round, and of those the geometric mean.
/// </summary>
/// <param name="Id">The phase's id, as "64b".</param>
/// <param name="Label">What reports call the phase, as "64 B".</param>
/// <param name="Items">Items that it had in the last operation.</param>
/// <param name="NanosecondsPerItem">Wall time of an item, ns; null where the phase never had both an item and a duration.</param>
public sealed record PhaseResult(string Id, string Label, long Items, Figure? NanosecondsPerItem)
{
    /// <summary>How large the phase is; null where the phases of its workload do not differ in size.</summary>
    public long? Size { get; init; }

    /// <summary>The operations' median latency, ns; null where the workload does not report it.</summary>
    public Figure? MedianLatency { get; init; }

    /// <summary>The operations' 99th percentile of the latency, ns; null where the workload does not report it.</summary>
    public Figure? P99Latency { get; init; }

    /// <summary>The operations' longest latency, ns; null where the workload does not report it.</summary>
    public Figure? MaximumLatency { get; init; }

    /// <summary>Memory held for each item, bytes; null where that was not asked for or is not available.</summary>
    public Figure? BytesPerItem { get; init; }
}
