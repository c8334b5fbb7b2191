using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>The results of all cells of a run.</summary>
internal static class CellSummary
{
    /// <summary>Summarises every cell that has a clean measurement.</summary>
    /// <param name="plan">What was set out; its order is kept, cells that it does not name come last.</param>
    /// <param name="journal">What was measured.</param>
    /// <param name="floors">The noise floors.</param>
    /// <param name="comparisons">The plan's comparisons.</param>
    public static IReadOnlyList<CellResult> All(Plan plan, JournalIndex journal, NoiseFloors floors, PlannedComparisons comparisons)
    {
        var places = new Dictionary<Cell, int>();
        foreach (var cell in plan.Workloads.SelectMany(Cells))
        {
            places.TryAdd(cell, places.Count);
        }

        var measured = journal.Cells.Where(samples => samples.Included.Count > 0).ToList();
        var baselines = plan.Comparisons.Select(comparison => comparison.Baseline).ToHashSet();
        var warningsOfBaselines = measured.Where(samples => baselines.Contains(samples.Cell))
            .ToDictionary(samples => samples.Cell, samples => SampleWarnings.Unsettled(samples).ToList());
        return
        [
            .. from samples in measured
               orderby places.GetValueOrDefault(samples.Cell, int.MaxValue)
               let baseline = comparisons.BaselineOf(samples.Cell)
               select Of(samples, floors, baseline, warningsOfBaselines.GetValueOrDefault(baseline ?? samples.Cell, [])),
        ];
    }

    /// <summary>A workload's cells, those that its comparisons share first.</summary>
    private static IEnumerable<Cell> Cells(WorkloadPlan plan) =>
        from comparison in plan.Comparisons
        from cell in comparison.Cells
        orderby comparison.IsOfBaseline(cell) descending
        select cell;

    private static double WorstLaunch(CellSamples samples)
    {
        var launches = samples.Logs(Metric.Time).Rounds.Select(round => Medians.Of(round)).ToList();
        return Math.Exp(launches.Max() - Medians.Of(launches));
    }

    private static CellResult Of(CellSamples samples, NoiseFloors floors, Cell? baseline, IReadOnlyList<string> warningsOfBaseline)
    {
        return new CellResult
        {
            Cell = samples.Cell,
            Items = samples.Included[^1].Items,
            Rounds = samples.Included.Select(measurement => measurement.Round).Distinct().Count(),
            Measurements = samples.Included.Count,
            // A measurement without items or duration is never clean, so there is always a figure.
            NanosecondsPerItem = Figures.Typical(samples, Metric.Time, samples.Warnings)!,
            CpuNanosecondsPerItem = Figures.Typical(samples, Metric.Cpu, samples.Warnings),
            MemoryBytes = Figures.Typical(samples, Metric.Memory, samples.Warnings),
            WorstLaunch = WorstLaunch(samples),
            SpeedUp = baseline is null ? null : Figures.SpeedUp(samples, baseline, [.. samples.Warnings, .. warningsOfBaseline], floors),
            StartUpNanoseconds = samples.FirstLaunches.Count == 0 ? null : Medians.Of(samples.FirstLaunches.Select(launch => (double)launch.StartUpNanoseconds)),
            Costs = MedianCosts.Of(samples.Included),
            Phases = PhaseSummary.Of(samples),
        };
    }
}
