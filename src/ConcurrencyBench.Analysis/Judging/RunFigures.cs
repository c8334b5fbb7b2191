using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;
using ConcurrencyBench.Analysis.Summaries;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>What requirements are measured by: the figures of one run.</summary>
/// <param name="run">What was set out.</param>
/// <param name="journal">What was measured.</param>
/// <param name="cells">The cells' results.</param>
/// <param name="floors">The noise floors.</param>
internal sealed class RunFigures(RunManifest run, JournalIndex journal, IReadOnlyList<CellResult> cells, NoiseFloors floors)
{
    private readonly Dictionary<Cell, CellResult> _results = cells.ToDictionary(result => result.Cell);

    /// <summary>How many cores the run may use.</summary>
    public int Cores => run.Environment.Cores;

    /// <summary>Whether two of what counts as cores may be one core's hyper-threads.</summary>
    public bool MayShareCores => run.Environment.SimultaneousMultithreading == true;

    /// <summary>What the run gave the GIL emulation.</summary>
    public TimeSpan SwitchInterval => TimeSpan.FromMilliseconds(run.Settings.SwitchIntervalMilliseconds);

    /// <summary>The speed-up of a cell.</summary>
    /// <param name="cell">Which cell.</param>
    /// <returns>The figure, or why there is none.</returns>
    public RequirementResult SpeedUp(Cell cell)
    {
        if (AbsenceOf(cell, Baseline.Of(cell)) is { } absence)
        {
            return absence;
        }

        return _results[cell].SpeedUp is { } figure
            ? new RequirementResult(figure, null, IsDisturbed(cell))
            : RequirementResult.None(NeverMet(cell, Baseline.Of(cell)));
    }

    /// <summary>A quantity of a cell over that of another of the same comparison.</summary>
    /// <param name="numerator">The one cell.</param>
    /// <param name="denominator">The other cell.</param>
    /// <param name="quantity">What is compared.</param>
    /// <returns>The figure, or why there is none.</returns>
    public RequirementResult Ratio(Cell numerator, Cell denominator, Quantity quantity)
    {
        if (AbsenceOf(numerator, denominator) is { } absence)
        {
            return absence;
        }

        var samples = journal.Find(numerator)!;
        var ratios = samples.LogRatios(denominator, quantity.Of);
        if (ratios.Rounds.Count == 0)
        {
            return RequirementResult.None(samples.Included.Any(measurement => quantity.Of(measurement) is not null)
                ? NeverMet(numerator, denominator)
                : "the system does not tell it");
        }

        var figure = Figures.Of(NestedMean.Mean(ratios), samples.Doubts);
        return new RequirementResult(figure with { NoiseFloor = floors.Between(numerator, denominator, quantity) }, null, IsDisturbed(numerator));
    }

    /// <summary>A quantity of a cell's own measurements. No null case says how steady it is: an interval alone decides.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="quantity">What is asked for; a measurement where it is absent or not positive is skipped.</param>
    /// <returns>The figure, or why there is none.</returns>
    public RequirementResult Level(Cell cell, Func<BlockMeasurement, double?> quantity)
    {
        if (AbsenceOf(cell) is { } absence)
        {
            return absence;
        }

        var samples = journal.Find(cell)!;
        var levels = samples.Logs(quantity);
        return levels.Rounds.Count == 0
            ? RequirementResult.None("the system does not tell it")
            : new RequirementResult(Figures.Of(NestedMean.Mean(levels), samples.Doubts), null, IsDisturbed(cell));
    }

    /// <summary>
    /// How long a model takes from nothing to its first answers, over another, within rounds: its start-up and the first operation,
    /// which is cold. Only a launch's first cell has both: of the concurrencies that one worker serves in turn, the figure is of the
    /// first at which both models began. Held against no noise floor: an interval alone decides.
    /// </summary>
    /// <param name="numerator">The one cell, at the concurrency for which the two are measured.</param>
    /// <param name="denominator">The other cell, of the same workload.</param>
    /// <returns>The figure, or why there is none.</returns>
    public RequirementResult FirstAnswersRatio(Cell numerator, Cell denominator)
    {
        if (AbsenceOf(numerator, denominator) is { } absence)
        {
            return absence;
        }

        var candidates = from samples in journal.Cells
                         where samples.Cell with { Concurrency = numerator.Concurrency } == numerator
                         let other = journal.Find(denominator with { Concurrency = samples.Cell.Concurrency })
                         where other is not null
                         let ratios = samples.LogFirstAnswersRatios(other)
                         where ratios.Rounds.Count > 0
                         orderby ratios.Rounds.Count descending, samples.Cell.Concurrency
                         select (samples, other, ratios);
        return candidates.FirstOrDefault() is ({ } first, { } second, { } found)
            ? new RequirementResult(Figures.Of(NestedMean.Mean(found), first.Doubts), null, first.IsDisturbed || second.IsDisturbed) { Concurrency = first.Cell.Concurrency }
            : RequirementResult.None($"{numerator.Model} and {denominator.Model} were never both started for the same cell in one round of {numerator.Workload}");
    }

    private static string NeverMet(Cell one, Cell other) =>
        $"{one.Model} and {other.Model} were never both measured in one clean block of {one.Workload}";

    private bool IsDisturbed(Cell cell) => journal.Find(cell)!.IsDisturbed;

    private RequirementResult? AbsenceOf(Cell cell, Cell other) => AbsenceOf(cell) ?? AbsenceOf(other);

    private RequirementResult? AbsenceOf(Cell cell) => _results.ContainsKey(cell) ? null : MissingReason.Explain(run.Plan, journal, cell);
}
