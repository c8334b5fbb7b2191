using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// How different identical code looked. Per comparison, the ratio of each null case to its model, formed within blocks like
/// any other, and of those the farthest that an end of an interval lies from 1 (the ratio itself with too few rounds).
/// <para>
/// Models that use one core at the most are far steadier than those that share all cores, where any other process slows them.
/// A difference between two such models is therefore held against the null cases that use one core at the most, where there are any.
/// </para>
/// <para>
/// This is the only place that knows a floor. What asks for one stores it with its figure (<see cref="Figure.NoiseFloor"/>), so that claims,
/// ranks, tables and questions about the same two cells are held against the same value, and a reader sees which.
/// </para>
/// </summary>
internal sealed class NoiseFloors(JournalIndex journal, PlannedComparisons comparisons)
{
    // Every cell, rank and claim of a comparison asks for the same floor.
    private readonly Dictionary<(string Comparison, Metric Metric, bool OneCore), NoiseFloor?> _known = [];

    /// <summary>The noise floors of a plan's comparisons, by throughput.</summary>
    /// <returns>One for each comparison that has null cases, in the plan's order.</returns>
    public IReadOnlyList<ComparisonFloor> Of(Plan plan) =>
    [
        .. from comparison in plan.Comparisons
           let floor = Find(comparison, Metric.Throughput, oneCore: false)
           where floor is not null
           select new ComparisonFloor(comparison.Id, floor.Ratio)
           {
               IsEstimate = floor.IsEstimate,
               OneCore = Find(comparison, Metric.Throughput, oneCore: true),
           },
    ];

    /// <summary>The noise floor of a difference between two cells.</summary>
    /// <returns>The floor; null when no null case met its model in a clean block.</returns>
    public NoiseFloor? Between(Cell cell, Cell other, Metric metric)
    {
        if (comparisons.Of(cell, other) is not { } comparison)
        {
            return null;
        }

        var oneCore = UsesOneCore(cell) && UsesOneCore(other) ? Find(comparison, metric, oneCore: true) : null;
        return oneCore ?? Find(comparison, metric, oneCore: false);
    }

    private bool UsesOneCore(Cell cell) => journal.Find(cell)?.UsesOneCore == true;

    private NoiseFloor? Find(Comparison comparison, Metric metric, bool oneCore)
    {
        var key = (comparison.Id, metric, oneCore);
        if (!_known.TryGetValue(key, out var floor))
        {
            var nullCases = comparison.Cells.Where(cell => ModelAlias.Is(cell.Model) && ModelAlias.ExtraWorkPercent(cell.Model) == 0).Select(journal.Find).OfType<CellSamples>();
            floor = Widest(nullCases.Where(samples => !oneCore || samples.UsesOneCore), comparison.Id, metric);
            _known.Add(key, floor);
        }

        return floor;
    }

    private static NoiseFloor? Widest(IEnumerable<CellSamples> nullCases, string comparison, Metric metric)
    {
        NoiseFloor? widest = null;
        foreach (var samples in nullCases)
        {
            var original = samples.Cell with { Model = ModelAlias.ModelId(samples.Cell.Model) };
            var ratios = samples.LogRatios(original, metric, comparison);
            if (ratios.Rounds.Count == 0)
            {
                continue;
            }

            var estimate = NestedMean.Mean(ratios);
            if (widest is null || estimate.FarthestFromOne > widest.Ratio)
            {
                widest = new NoiseFloor(estimate.FarthestFromOne, estimate.Interval is null);
            }
        }

        return widest;
    }
}
