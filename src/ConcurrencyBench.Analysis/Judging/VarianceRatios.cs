using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>How the variance of a comparison's ratios divides between blocks and launches, over all its cells.</summary>
internal static class VarianceRatios
{
    /// <summary>Finds them.</summary>
    /// <returns>Block variance over launch variance by comparison id, infinite where launches add none; comparisons with too few rounds are absent.</returns>
    public static IReadOnlyDictionary<string, double> Of(Plan plan, JournalIndex journal) => (
        from comparison in plan.Comparisons
        let components = Components(comparison, journal).ToList()
        where components.Count > 0
        select (comparison.Id, Ratio: components.Sum(each => each.Block) / components.Sum(each => each.Launch)))
        .ToDictionary(pair => pair.Id, pair => double.IsNaN(pair.Ratio) ? 1 : pair.Ratio);

    private static IEnumerable<VarianceComponents> Components(Comparison comparison, JournalIndex journal) =>
        from cell in comparison.Cells.Skip(1)
        let samples = journal.Find(cell)
        where samples is not null
        let components = VarianceComponents.Of(samples.LogRatios(comparison.Baseline ?? comparison.Cells[0], Metric.Throughput, comparison.Id))
        where components is not null
        select components.Value;
}
