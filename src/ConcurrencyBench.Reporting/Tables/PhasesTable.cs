using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>What is measured of parts of an operation: a row for each model, a column for each phase of a workload that distinguishes some.</summary>
internal static class PhasesTable
{
    public static TextTable Build(RunView view, NoteList notes)
    {
        var phases = (from comparison in view.PhaseComparisons
                      from phase in view.Models.SelectMany(model => view.Result(model, comparison)?.Phases ?? []).DistinctBy(phase => phase.Id)
                      select (comparison, phase)).ToList();
        var models = view.Models.Where(model => phases.Exists(phase => view.Result(model, phase.comparison) is not null)).ToList();
        return new TextTable(
            "Messages, latencies and waits",
            "Parts of an operation, each with its 95 % interval: wall time of an item, round trip or delivery (an event to one handler), and whether "
                + "that one changes threads; where items have a latency, its median and 99th percentile; where tasks wait all at once, the memory that each holds. ~ is a figure without interval.",
            [new("Model"), .. phases.Select(phase => new TextColumn(Header(phase.comparison, phase.phase.Label), TextAlignment.Right))],
            [.. models.Select(model => Row(view, phases, model, notes))]);
    }

    // How many are in flight is said where it distinguishes columns, and for messages it is two or the cores.
    private static string Header(ComparisonView comparison, string phase) =>
        comparison.Kind == Abstractions.WorkloadKind.Message ? $"{comparison.Series}, {phase}" : $"{comparison.Name}, {phase}";

    private static IReadOnlyList<TextCell> Row(RunView view, IReadOnlyList<(ComparisonView Comparison, PhaseResult Phase)> phases, string model, NoteList notes) =>
        [TextCell.Of(model), .. phases.Select(phase => Cell(view, phase.Comparison, phase.Phase.Id, model, notes))];

    private static TextCell Cell(RunView view, ComparisonView comparison, string id, string model, NoteList notes)
    {
        IReadOnlyList<string> lines = view.Result(model, comparison) is { } result && result.Phase(id) is { } phase
            ? [.. Lines(phase, $"{result.Cell}, {phase.Label}", notes), .. EventPath(view, comparison, model)]
            : [];
        return view.State(model, comparison) switch
        {
            CellState.Measured => lines.Count == 0 ? TextCell.Of(Format.Absent) : TextCell.Of(lines),
            CellState.Failed => TextCell.Of([CellStateText.Words(CellState.Failed), .. lines]),
            var state => TextCell.Of(CellStateText.Words(state)),
        };
    }

    private static IEnumerable<string> EventPath(RunView view, ComparisonView comparison, string model) => view.EventPath(model, comparison) switch
    {
        null => [],
        Abstractions.Streams.EventPath.OneThread => ["one thread"],
        Abstractions.Streams.EventPath.BetweenThreads => ["between threads"],
        _ => ["between processes"],
    };

    private static IEnumerable<string> Lines(PhaseResult phase, string about, NoteList notes)
    {
        if (phase.MedianLatency is { } median)
        {
            yield return $"median {Format.Figure(median, "ns")}{notes.Marks(about, median.Warnings)}";
        }

        if (phase.P99Latency is { } p99)
        {
            yield return $"p99 {Format.Figure(p99, "ns")}";
        }

        if (phase is { MedianLatency: null, P99Latency: null, NanosecondsPerItem: { } time })
        {
            yield return Format.Figure(time, "ns") + notes.Marks(about, time.Warnings);
        }

        if (phase.BytesPerItem is { } bytes)
        {
            yield return $"{Format.Figure(bytes, "B")} each";
        }
    }
}
