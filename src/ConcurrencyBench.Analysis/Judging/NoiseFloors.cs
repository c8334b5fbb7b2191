using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// How different identical code looked. Per comparison, the ratio of each null case to its model, formed within blocks like
/// any other, and of those the farthest from 1. It is a check, not an interval: what varies between launches the interval has already. Where the machine
/// was calibrated, the floor is what 99 % of such comparisons of identical code stay within there, if that is more.
/// <para>
/// Models that use one core at the most are far steadier than those that share all cores, where any other process slows them.
/// A difference between two such models is therefore held against the null cases that use one core at the most, where there are any.
/// </para>
/// <para>
/// This is the only place that knows a floor. What asks for one stores it with its figure (<see cref="Figure.NoiseFloor"/>), so that claims,
/// ranks, tables and questions about the same two cells are held against the same value, and a reader sees which. Rejected: the far end of the
/// null case's interval, which hid a 5 % difference in every run beside a neighbour that used a tenth of the machine.
/// </para>
/// </summary>
internal sealed class NoiseFloors(JournalIndex journal, PlannedComparisons comparisons, CalibratedNoise? calibration)
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
           select new ComparisonFloor(comparison.Id, floor) { OneCore = Find(comparison, Metric.Throughput, oneCore: true) },
    ];

    /// <summary>The noise floor of a difference between two cells.</summary>
    /// <returns>The floor; null when no null case met its model in a block.</returns>
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
            floor = Floor(NullRatios(nullCases.Where(samples => !oneCore || samples.UsesOneCore), comparison.Id, metric), comparison, metric, oneCore);
            _known.Add(key, floor);
        }

        return floor;
    }

    /// <summary>What the run's own null cases show; where a calibration expects more of as many rounds and blocks, what it expects.</summary>
    private NoiseFloor? Floor(List<NestedSample> ratios, Comparison comparison, Metric metric, bool oneCore)
    {
        var expected = calibration?.Find(comparison.Workload, oneCore, metric.Id, RoundsOf(comparison), BlocksOf(comparison));
        double? own = ratios.Count == 0 ? null : Math.Exp(ratios.Max(ratio => Math.Abs(TypicalLaunch.Of(ratio).Mean)));
        return expected >= (own ?? 1) ? new NoiseFloor(expected.Value, IsCalibrated: true)
            : own is { } shown ? new NoiseFloor(shown)
            : null;
    }

    /// <summary>The fewest rounds of any cell, so that no figure of fewer is held against too low a floor.</summary>
    private int RoundsOf(Comparison comparison) =>
        CountsOf(comparison).GroupBy(block => block.Cell).Select(cell => cell.Select(block => block.Round).Distinct().Count()).DefaultIfEmpty(0).Min();

    private int BlocksOf(Comparison comparison) =>
        CountsOf(comparison).GroupBy(block => block).Select(round => (long)round.Count()).ToList() is { Count: > 0 } blocks ? (int)Medians.Of(blocks) : 0;

    private IEnumerable<(Cell Cell, int Round)> CountsOf(Comparison comparison) =>
        from block in journal.BlocksOf(comparison.Id)
        from measurement in block.Measurements
        where block.Find(measurement.Cell) is not null
        select (measurement.Cell, block.Round);

    private static List<NestedSample> NullRatios(IEnumerable<CellSamples> nullCases, string comparison, Metric metric) =>
    [
        .. from samples in nullCases
           let original = samples.Cell with { Model = ModelAlias.ModelId(samples.Cell.Model) }
           let ratios = samples.LogRatios(original, metric, comparison)
           where ratios.Rounds.Count > 0
           select ratios,
    ];
}
