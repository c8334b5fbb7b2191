using System.Globalization;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>The sentences of a report that are not about a single figure.</summary>
internal static class ReportText
{
    public static readonly IReadOnlyList<string> HowToRead =
    [
        "A speed-up is the throughput of a model over that of sequential on the same items, formed within blocks that measured both "
            + "shortly after one another, so that a machine that slows down slows down both. Only speed-ups are compared, never times "
            + "from different blocks.",
        "Square brackets hold a 95 % interval. A figure without one comes from fewer than three rounds of fresh processes: it is one "
            + "observation, and no claim is decided by it.",
        "The noise is how different identical code looked: sequential and threads run a second time under another name. No difference "
            + "smaller than that is called one.",
        "A model that gave a wrong answer, crashed or hung in a cell has failed there, whatever its speed. A claim that is contradicted "
            + "is a finding about this machine, not an error.",
        "Numbers in square brackets behind a figure, as [1], lead to the notes: what to doubt about that figure, and why.",
        "All models do the same items with the same number in flight. CPU-bound workloads can gain as much as there are cores, "
            + "I/O-bound ones as much as there are items in flight.",
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
        var cells = (from comparison in view.Comparisons from model in view.Models select (model, comparison))
            .DistinctBy(cell => cell.model == RunView.Baseline ? (cell.model, cell.comparison with { Concurrency = 1 }) : cell).ToList();
        var planned = cells.Count(cell => view.State(cell.model, cell.comparison) != CellState.NotApplicable);
        var measured = cells.Count(cell => view.State(cell.model, cell.comparison) == CellState.Measured);
        var failures = view.Results.Failures.Count == 0 ? "nothing failed" : $"{Format.Count(view.Results.Failures.Count, "failure")} below";
        return $"{measured.ToString(CultureInfo.InvariantCulture)} of {Format.Count(planned, "cell")} measured in "
            + $"{Format.Duration(view.Results.Duration)}; {failures}; {view.Results.ContaminatedBlocks.ToString(CultureInfo.InvariantCulture)} of "
            + $"{Format.Count(view.Results.Blocks, "block")} left out because others used the machine.";
    }

    public static IReadOnlyList<string> Workloads(ReportInput input, RunView view) =>
    [
        .. from id in view.Comparisons.Select(comparison => comparison.Workload).Distinct()
           let workload = input.Workloads.FirstOrDefault(known => known.Id == id)
           where workload is not null
           select $"{id}: {workload.Description}",
    ];
}
