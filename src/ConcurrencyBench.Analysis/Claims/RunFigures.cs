using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>What requirements are measured by: the figures of one run.</summary>
internal sealed class RunFigures(RunManifest run, JournalIndex journal, IReadOnlyList<CellResult> cells, NoiseFloors floors, PlannedComparisons comparisons)
{
    private const string NotAvailable = "not available on this system";

    private readonly Dictionary<Cell, CellResult> _results = cells.ToDictionary(result => result.Cell);
    private readonly PlannedLook _look = new(run, journal);

    /// <summary>How many cores the run may use.</summary>
    public int Cores => run.Environment.Cores;

    private bool MayShareCores => run.Environment.SimultaneousMultithreading == true;

    private double SwitchInterval => TimeSpan.FromMilliseconds(run.Settings.SwitchIntervalMilliseconds).TotalNanoseconds;

    /// <summary>The figure of a requirement.</summary>
    /// <returns>The figure, or why there is none.</returns>
    public RequirementResult Of(Requirement requirement)
    {
        if (requirement.NeedsMoreCoresThan(Cores))
        {
            return RequirementResult.None("whether work scales over cores needs at least 2 of them, and this run may use 1");
        }

        var cells = requirement.Cells(Cores);
        return cells.Select(AbsenceOf).FirstOrDefault(absence => absence is not null) ?? requirement switch
        {
            { Other: null } => Absolute(cells[0], requirement.IsInSwitchIntervals ? requirement.Metric.Over(SwitchInterval) : requirement.Metric),
            { IsSpeedUp: true } => SpeedUp(cells[0], cells[1]) with { MayShareCores = requirement.Concurrency is null && MayShareCores },
            { Metric.ReadLaunch: not null } => RatioOfLaunches(cells[0], cells[1], requirement.Metric),
            _ => Ratio(cells[0], cells[1], requirement.Metric),
        };
    }

    /// <summary>How often the run looks at the figure of a requirement.</summary>
    public Looks LooksAt(Requirement requirement) => requirement.Cells(Cores) is [var first, ..] cells ? _look.Of(comparisons.Of(first, cells[^1]), cells) : Looks.Any;

    private RequirementResult SpeedUp(Cell cell, Cell baseline) => _results[cell].SpeedUp is { } figure
        ? new RequirementResult(ModesOfACell.Mark(figure, Metric.Time, journal.Find(baseline)!, journal.Find(cell)!), null, IsDisturbed(cell, baseline))
        : RequirementResult.None(NeverMet(cell, baseline));

    private RequirementResult Ratio(Cell numerator, Cell denominator, Metric metric)
    {
        var samples = journal.Find(numerator)!;
        var ratios = samples.LogRatios(denominator, metric);
        if (ratios.Rounds.Count == 0)
        {
            return RequirementResult.None(samples.Included.Any(measurement => metric.Read(measurement) is not null) ? NeverMet(numerator, denominator) : NotAvailable);
        }

        var figure = Figures.Of(TypicalLaunch.Of(ratios), samples.Warnings) with { NoiseFloor = floors.Between(numerator, denominator, metric) };
        return new RequirementResult(ModesOfACell.Mark(figure, metric, samples, journal.Find(denominator)!), null, IsDisturbed(numerator, denominator));
    }

    // No null case says how steady one model's own metric is: an interval alone decides.
    private RequirementResult Absolute(Cell cell, Metric metric)
    {
        var samples = journal.Find(cell)!;
        return Figures.Typical(samples, metric, samples.Warnings) is { } figure
            ? new RequirementResult(ModesOfACell.Mark(figure, metric, samples), null, IsDisturbed(cell))
            : RequirementResult.None(NotAvailable);
    }

    /// <summary>
    /// Only a launch's first cell has a start-up and a cold operation. Of the concurrencies that one worker serves in turn, the figure is of
    /// the first at which both models began. Held against no noise floor: an interval alone decides.
    /// </summary>
    private RequirementResult RatioOfLaunches(Cell numerator, Cell denominator, Metric metric)
    {
        var candidates = from samples in journal.Cells
                         where samples.Cell.SharesWorkerWith(numerator)
                         let other = journal.Find(denominator with { Parameters = samples.Cell.Parameters })
                         where other is not null
                         let ratios = samples.LogRatiosOfLaunches(other, metric)
                         where ratios.Rounds.Count > 0
                         orderby ratios.Rounds.Count descending, samples.Cell.Concurrency
                         select (samples, other, ratios);
        return candidates.FirstOrDefault() is ({ } first, { } second, { } found)
            ? new RequirementResult(Figures.Of(TypicalLaunch.Of(found), first.Warnings), null, first.IsDisturbed || second.IsDisturbed) { Concurrency = first.Cell.Concurrency }
            : RequirementResult.None($"{numerator.Model} and {denominator.Model} were never both started for the same cell in one round of {numerator.Workload}");
    }

    private static string NeverMet(Cell one, Cell other) =>
        $"{one.Model} and {other.Model} were never both measured undisturbed in one block of {one.Workload}";

    private bool IsDisturbed(params IEnumerable<Cell> cells) => cells.Any(cell => journal.Find(cell)!.IsDisturbed);

    private RequirementResult? AbsenceOf(Cell cell) => _results.ContainsKey(cell) ? null : MissingReason.Explain(run.Plan, journal, cell);
}
