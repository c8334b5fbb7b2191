using System.Globalization;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>The sentences of a report that are not about a single figure.</summary>
internal static class ReportText
{
    public static readonly IReadOnlyList<string> HowToRead =
    [
        "A speed-up is the throughput of a model, in items per second, over that of sequential, formed within blocks that measured both "
            + "shortly after one another, so that a machine that slows down slows down both. What is printed is that of the typical block of the typical launch: the "
            + "median over the blocks of a round, and of those the geometric mean over the rounds, each of fresh processes. An operation during which others used the machine, or a "
            + "quota stopped it, does not count. Sequential's items per second come from its median time in each round; those of the other models are "
            + "their speed-up times sequential's.",
        "All models do the same kind of items. Sequential has one in flight, the others as many as the comparison says. For work that "
            + "waits, sequential does fewer items in an operation, so that it does not take too long: ratios are per item.",
        "The ideal is what a model without any cost would reach: for computation as many times as there are cores, for waiting as many as "
            + "there are items in flight. Sequential pays costs of its own for each item, so a model may pass the ideal by a little.",
        "Square brackets hold a 95 % interval, Student's t over at least three rounds. A figure without one is marked ~ and has at most two digits: no "
            + "claim is decided by it, and no model is called the fastest by it. What measurements gather around two places is given as both, each with its share.",
        "Which model? compares all models of a comparison with each other, so its intervals are wider: all its statements about one workload hold together in 95 % of runs (Tukey's studentised "
            + "range), although the fastest is chosen after looking.",
        "The noise is how different identical code looked: sequential and threads run a second time under another name. Where the machine was calibrated, it is what 99 % of such "
            + "comparisons stay within there, if that is more. No difference smaller than that is called one; ≈ marks a speed-up within 5 % of 1, ? one that is not told apart from 1. Two models that each use one core at the most are held "
            + "against the noise of the one that does so too, where it was measured.",
        "A verdict about a ratio is right in at least 95 % of runs. One about a model's own figure holds of the launches that were measured: a rare slow launch that did not come is not in it. A run of a planned number of rounds that is looked at once decides by the interval, of 99 % with fewer than five rounds. One that "
            + "ends when its questions are settled, or was resumed, decides by an e-value of 20, which holds at every look and cannot be reached with fewer than five rounds. A claim of several "
            + "figures may be contradicted wrongly as often as its figures together. No verdict rests on disturbed operations that had to count, on rounds that resemble their "
            + "neighbours, or on a figure whose two modes are not on one side of the limit. A claim that is contradicted is a finding about this machine, not an error.",
        "A model that gave a wrong answer, crashed or hung in a cell has failed there, whatever its speed.",
        "Raised numbers behind a figure, as ¹, lead to the notes: the warnings about that figure.",
    ];

    public static string Title(RunManifest run) =>
        $"Concurrency models compared: {run.Profile} profile, {Cores(run.Environment)}, .NET {run.Environment.RuntimeVersion}";

    /// <summary>The machine in a few words, for the line under a chart's title.</summary>
    public static string Machine(RunManifest run) => string.Join(" · ", new[]
    {
        Cores(run.Environment), run.Environment.Processor, $".NET {run.Environment.RuntimeVersion}", run.Environment.OperatingSystem,
    }.Where(part => !string.IsNullOrWhiteSpace(part)));

    public static string Cores(MachineEnvironment environment) =>
        environment.UsableCores == 1 ? "1 core" : $"{environment.UsableCores.ToString("0.##", CultureInfo.InvariantCulture)} cores";

    public static string Outcome(RunView view)
    {
        var states = (from comparison in view.Planned
                      from model in view.Models
                      let cell = comparison.Planned.Find(model)
                      where cell is not null
                      select (cell, State: view.State(model, comparison))).DistinctBy(planned => planned.cell).Select(planned => planned.State).ToList();
        var planned = states.Count(state => state is CellState.Measured or CellState.Failed or CellState.NotMeasured);
        var measured = states.Count(state => state == CellState.Measured);
        var failures = view.Results.Failures.Count == 0 ? "nothing failed" : $"{Format.Count(view.Results.Failures.Count, "failure")} below";
        return $"{measured.ToString(CultureInfo.InvariantCulture)} of {Format.Count(planned, "cell")} measured in "
            + $"{Format.Duration(view.Results.Duration)}, {Rounds(view)}; {failures}; {Operations(view.Results)}.";
    }

    /// <summary>The rounds really done: "3 rounds" or "2 to 3 rounds".</summary>
    public static string Rounds(RunView view)
    {
        var rounds = view.Results.Cells.Select(cell => cell.Rounds).DefaultIfEmpty(0).ToList();
        var most = Format.Count(rounds.Max(), "round");
        return rounds.Min() == rounds.Max() ? most : $"{rounds.Min().ToString(CultureInfo.InvariantCulture)} to {most}";
    }

    /// <summary>What became of the operations.</summary>
    public static string Operations(RunResults results)
    {
        var leftOut = results.LeftOutOperations == 0 ? "none left out"
            : $"{results.LeftOutOperations.ToString(CultureInfo.InvariantCulture)} of them left out {results.LeftOut.Because}";
        var disturbed = results.DisturbedOperations == 0 ? string.Empty
            : $"; {results.DisturbedOperations.ToString(CultureInfo.InvariantCulture)} of {results.Operations.ToString(CultureInfo.InvariantCulture)} "
                + "were disturbed but had to count, so no verdict rests on them";
        return $"{Format.Count(results.Operations, "operation")} in {Format.Count(results.Blocks, "block")}, {leftOut}{disturbed}";
    }

    /// <summary>What makes no sense together: models with the same reason in one line.</summary>
    public static IReadOnlyList<string> NotApplicable(RunView view) => Exclusions(view, kind => kind == ExclusionKind.MakesNoSense);

    /// <summary>What makes sense, and was left out all the same: models with the same reason in one line.</summary>
    public static IReadOnlyList<string> LeftOut(RunView view) => Exclusions(view, kind => kind != ExclusionKind.MakesNoSense);

    private static IReadOnlyList<string> Exclusions(RunView view, Func<ExclusionKind, bool> which) =>
    [
        .. from exclusion in view.Results.Run.Plan.Exclusions
           let kind = view.Results.Run.Plan.KindOf(exclusion)
           where which(kind)
           group exclusion.Model by (exclusion.Workload, exclusion.Parameters, exclusion.Reason, kind) into models
           let at = models.Key.Parameters is { } parameters ? $"{(view.Workload(models.Key.Workload).ParametersText(parameters) is { Length: > 0 } others ? $", {others}" : string.Empty)}, {parameters.Concurrency.ToString("#,0", CultureInfo.InvariantCulture)} in flight," : string.Empty
           select $"{models.Key.Workload}{at} {Words(models.Key.kind)} {string.Join(", ", models)}: {models.Key.Reason}",
    ];

    private static string Words(ExclusionKind kind) => kind switch
    {
        ExclusionKind.NotInstalled => "is not installed here for",
        ExclusionKind.OverLimit => "is over a limit of this machine for",
        ExclusionKind.NotChosen => "was not chosen for",
        _ => "is not applicable to",
    };

    public static IReadOnlyList<string> Workloads(RunView view) =>
    [
        .. from id in view.Planned.Select(comparison => comparison.Workload).Distinct()
           let workload = view.Workload(id)
           where workload is not null
           select $"{id}: {workload.Description}",
    ];
}
