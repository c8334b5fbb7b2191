using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>Two copies that are in no other such pair: comparisons of them are independent trials.</summary>
/// <param name="Ratios">Their log ratios, by round.</param>
/// <param name="Others">Those of all pairs of the other copies, of which a noise floor for this pair may be made.</param>
internal sealed record DisjointPair(NestedSample Ratios, IReadOnlyList<NestedSample> Others);
