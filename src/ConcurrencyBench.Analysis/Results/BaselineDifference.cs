using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>A model beside the baseline of its comparison, by throughput.</summary>
/// <param name="Cell">The model's cell.</param>
/// <param name="Interval">The interval of its ratio to the baseline, which holds together with those of all pairs of the comparison; null with too few rounds.</param>
internal sealed record BaselineDifference(Cell Cell, Interval? Interval);
