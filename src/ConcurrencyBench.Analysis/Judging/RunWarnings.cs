using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// Warnings about a run as a whole, each one sentence. Where the machine or the measuring itself cannot be trusted, every figure is
/// uncertain: that is printed before any of them.
/// </summary>
internal sealed class RunWarnings(RunManifest run, JournalIndex journal, IReadOnlyList<CellResult> cells, IReadOnlyList<ComparisonFloor> floors)
{
    /// <summary>A noise floor above this hides differences that matter to the choice of a model.</summary>
    private const double NoisyFloor = 1.25;

    /// <summary>All cells together settle better than one: a ratio within this says nothing.</summary>
    private const double SettledWithin = 1.15;

    /// <summary>More than this of a core for the program itself, while operations ran, would disturb what it measures.</summary>
    private const double QuietOrchestrator = 0.01;

    /// <summary>Where more than this share of the operations was disturbed, what is left was measured on a machine that others use, or a quota holds back.</summary>
    private const double MostlyDisturbed = 0.5;

    /// <summary>Reasons to trust no figure of the run, best none.</summary>
    public IReadOnlyList<string> OfTheMachine => field ??=
        [.. IsMost(journal.ThrottledOperations) ? AboutQuota() : [], .. IsMost(journal.LeftOut.Others) ? AboutOthers() : [], .. AboutMachine(), .. AboutSettling()];

    /// <summary>All reasons, those of the machine first.</summary>
    public IReadOnlyList<string> All => field ??=
        [.. OfTheMachine.Concat([.. AboutQuota(), .. AboutCores(), .. AboutPlaces(), .. AboutStops(), .. AboutOthers(), .. AboutOperations(), .. AboutFixtures(), .. AboutServers(), .. AboutIntervals(), .. AboutNoise(), .. AboutRuntime()]).Distinct()];

    private bool IsMost(int operations) => operations > MostlyDisturbed * journal.Operations;

    private IEnumerable<string> AboutQuota()
    {
        if (journal.ThrottledOperations > 0)
        {
            var quota = run.Environment.CpuQuota is { } cores ? $" of {SentenceNumbers.Cores(cores)}" : string.Empty;
            var throttled = $"A CPU quota{quota} stopped the run's processes during {journal.ThrottledOperations} of {SentenceNumbers.Count(journal.Operations, "operation")}";
            yield return IsMost(journal.ThrottledOperations)
                ? $"{throttled}: times show the quota more than the models. Give the run a quota of whole cores that it does not use up, or none."
                : $"{throttled}: give the run a quota of whole cores that it does not use up, or none.";
        }
    }

    private IEnumerable<string> AboutCores()
    {
        if (run.Environment.RuntimeCores is { } counted)
        {
            yield return $"The .NET runtime of this program counts {SentenceNumbers.Count(counted, "core")} where {SentenceNumbers.Cores(run.Environment.UsableCores)} may be used: "
                + "every rule and share is of what may be used, and workers are started without DOTNET_PROCESSOR_COUNT.";
        }
    }

    private IEnumerable<string> AboutStops()
    {
        if (journal.LeftOut.Interrupted > 0)
        {
            yield return $"The run itself was stopped during {journal.LeftOut.Interrupted} of {SentenceNumbers.Count(journal.Operations, "operation")}, "
                + $"for {SentenceNumbers.Number(journal.InterruptedNanoseconds / 1e9)} s in all; these do not count.";
        }

        var launches = journal.Cells.Sum(cell => cell.InterruptedLaunches);
        if (launches > 0)
        {
            yield return $"The run itself was stopped during {SentenceNumbers.Count(launches, "warm-up")}: those start-up times do not count.";
        }
    }

    private IEnumerable<string> AboutFixtures() =>
        from cell in journal.Cells
        from launch in cell.Launches
        let took = launch.SlowFixtureNanoseconds ?? 0
        where took > 0
        group took by launch.Cell.Workload into slow
        select $"In {slow.Key} the server took up to {SentenceNumbers.Milliseconds(slow.Max())} ms to answer a single request before models were launched, "
            + "however often it was asked: the machine was busy.";

    private IEnumerable<string> AboutServers() =>
        from cell in cells
        where !ModelAlias.Is(cell.Cell.Model)
        let share = ServerShare.Above(cell, run.Environment)
        where share is not null
        group (cell.Cell.Model, Share: share.Value) by (cell.Cell.Workload, cell.Cell.Parameters) into taken
        select $"In {taken.Key.Workload} at concurrency {taken.Key.Parameters} the server used up to {ServerShare.Percent(taken.Max(model => model.Share))} of the cores, "
            + $"with {string.Join(", ", taken.Select(model => model.Model))}: figures there are the server's more than the models'.";

    private IEnumerable<string> AboutPlaces()
    {
        if (run.Environment.SharedMemoryFolder is { } folder)
        {
            yield return $"There was no room for shared memory, so processes shared a file in {folder}, which may be on a disk: that counts against models with processes.";
        }
    }

    /// <summary>What the workers' runtime was set to, where that is not what it does by itself: most programs run without.</summary>
    private IEnumerable<string> AboutRuntime()
    {
        if (run.Workers?.UnusualVariables() is [_, ..] unusual)
        {
            yield return $"Workers ran with {string.Join(", ", unusual)}: the figures are those of a runtime set so, and not of its defaults.";
        }
    }

    private IEnumerable<string> AboutOthers()
    {
        if (journal.LeftOut.Others > 0)
        {
            yield return $"Others used the machine during {journal.LeftOut.Others} of {SentenceNumbers.Count(journal.Operations, "operation")}, which do not count.";
        }
    }

    private IEnumerable<string> AboutMachine()
    {
        if (journal.DisturbedOperations > 0 && journal.DisturbedOperations == journal.DisturbedByQuota)
        {
            yield return $"The quota disturbed {journal.DisturbedOperations} of {SentenceNumbers.Count(journal.Operations, "operation")} that had to count all the same, as too few were left.";
        }
        else if (journal.DisturbedOperations > 0 && !run.Plan.WarmsUp)
        {
            yield return $"Without a warm-up the run's own workers disturb its operations, {journal.DisturbedOperations} of {journal.Operations} here: the figures show that models work, not how fast they are.";
        }
        else if (journal.DisturbedOperations > 0)
        {
            yield return $"Others used the machine during {journal.DisturbedOperations} of {SentenceNumbers.Count(journal.Operations, "operation")} that had to count all the same, as too few were left: end other programs and run again.";
        }

        if (journal.OrchestratorShare > QuietOrchestrator)
        {
            yield return $"This program itself used {SentenceNumbers.Number(100 * journal.OrchestratorShare.Value)} % of a core while operations ran, where it should only wait.";
        }
    }

    private IEnumerable<string> AboutOperations()
    {
        if (journal.LeftOut.Throttled > 0)
        {
            yield return $"Of the throttled operations, {journal.LeftOut.Throttled} do not count.";
        }

        if (journal.WatchedOperations < journal.Operations)
        {
            yield return $"What other processes did is not available for {journal.Operations - journal.WatchedOperations} of {SentenceNumbers.Count(journal.Operations, "operation")}.";
        }

        if (journal.UnusableMeasurements > 0)
        {
            yield return $"{SentenceNumbers.Count(journal.UnusableMeasurements, "measurement")} without items or without a duration did not count.";
        }
    }

    private IEnumerable<string> AboutSettling()
    {
        var ratio = SteadyStateCheck.MedianOfMeasuredOverWarmUp(journal.Cells);
        if (ratio > SettledWithin)
        {
            yield return $"In the typical cell the operations that were measured took {SentenceNumbers.Number(ratio.Value)} times as long as the last "
                + "warm-ups before them: something disturbed the measuring throughout the run.";
        }
        else if (ratio < 1 / SettledWithin)
        {
            yield return $"In the typical cell the last warm-ups took {SentenceNumbers.Number(1 / ratio.Value)} times as long as the operations that "
                + "were measured after them: the models were not yet warm.";
        }
    }

    private IEnumerable<string> AboutIntervals()
    {
        // Null cases stand in no table.
        var shown = cells.Where(cell => !ModelAlias.Is(cell.Cell.Model)).ToList();
        var without = shown.Count(cell => cell.NanosecondsPerItem.Interval is null);
        if (without > 0)
        {
            yield return $"{without} of {SentenceNumbers.Count(shown.Count, "cell")} had too few rounds for an interval.";
        }
    }

    private IEnumerable<string> AboutNoise()
    {
        foreach (var floor in floors.Where(floor => floor.Floor.Ratio > NoisyFloor))
        {
            var description = FigureWarnings.Describe(floor.Floor);
            var oneCore = floor.OneCore is { } small && small.Ratio < floor.Floor.Ratio ? $", between models that use one core by {SentenceNumbers.Factor(small.Ratio)}" : string.Empty;
            var comparison = run.Plan.Find(floor.Comparison);
            yield return $"In {comparison.Workload} at concurrency {comparison.Parameters} {description}{oneCore}, by throughput: smaller differences of throughput there mean nothing.";
        }

        var known = floors.Select(floor => run.Plan.Find(floor.Comparison).Workload).ToHashSet();
        var unknown = cells.Select(cell => cell.Cell.Workload).Distinct().Where(workload => !known.Contains(workload)).ToList();
        if (unknown.Count > 0)
        {
            yield return $"No model was measured twice, so the noise floor is unknown: {string.Join(", ", unknown)}.";
        }
    }
}
