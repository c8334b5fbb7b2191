using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>What a model's row of the comparison table begins with: how fast it computes and waits, and what it costs.</summary>
internal static class HeadlineFigures
{
    public static IReadOnlyList<TextLine> Of(RunView view, string model, NoteList notes)
    {
        var shown = RunView.MainKinds.Select(kind => Choose(view, model, view.MainOf(kind))).OfType<ComparisonView>().Take(2).ToList();
        if (shown.Count == 0 && Choose(view, model, view.Comparisons) is { } other)
        {
            shown.Add(other);
        }

        var measured = shown.Where(comparison => view.State(model, comparison) == CellState.Measured)
            .Select(comparison => view.Result(model, comparison)!).ToList();
        return
        [
            .. shown.Select(comparison => new TextLine($"{Name(comparison, model)}: {Speed(view, model, comparison, notes)}")),
            .. Costs(view, measured) is { Length: > 0 } costs ? [new TextLine(costs)] : Array.Empty<TextLine>(),
        ];
    }

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    // A failure is not passed over for another workload that went well.
    private static ComparisonView? Choose(RunView view, string model, IReadOnlyList<ComparisonView> candidates) => candidates.FirstOrDefault(comparison =>
        view.State(model, comparison) == CellState.Failed
        || (view.State(model, comparison) == CellState.Measured
            && (model == RunView.Baseline || !view.IsCompared(model) || double.IsFinite(view.Result(model, comparison)!.SpeedUp?.Value ?? double.NaN))));

    private static string Name(ComparisonView comparison, string model)
    {
        var work = model == RunView.Baseline ? comparison.Series : $"{comparison.Series}, {comparison.Concurrency} in flight";
        return comparison.Activity.Length > 0 ? $"{comparison.Activity} ({work})" : work;
    }

    private static string Speed(RunView view, string model, ComparisonView comparison, NoteList notes)
    {
        var result = view.Result(model, comparison);
        if (result is null || view.State(model, comparison) == CellState.Failed)
        {
            return "✘ failed";
        }

        return result.SpeedUp is { } speedUp
            ? RunView.Mark(result) + Format.Figure(speedUp, "×") + notes.Marks(result.Cell.ToString(), Throughputs.Warnings(result))
            : $"{(model == RunView.Baseline ? "1× by definition, " : string.Empty)}{Format.Figure(Throughputs.Own(result), "items/s")}{notes.Marks(result.Cell.ToString(), Throughputs.Warnings(result))}";
    }

    // Start-up and memory grow with the number in flight, so they are of one cell, start-up of that with which the worker began. CPU time is of
    // an item, so of each.
    private static string Costs(RunView view, IReadOnlyList<CellResult> results)
    {
        var cpu = results.Where(result => result.Costs.CpuNanoseconds is not null).Select((result, index) =>
            $"{Format.Value((double)result.Costs.CpuNanoseconds!.Value / result.Items, "ns")} {(index == 0 ? "an item " : string.Empty)}of {result.Cell.Workload}").ToList();
        string[] parts =
        [
            .. results is [{ Cell: var shown }, ..] && view.First(shown.Model, shown.Workload) is { StartUpNanoseconds: > 0 and var startUp, Cell: var began }
                ? [$"start-up {Format.Value(startUp, "ns")}{(began == shown ? string.Empty : $" (with {Number(began.Concurrency)} in flight)")}"] : Array.Empty<string>(),
            .. results is [{ Costs.MemoryBytes: { } memory }, ..] ? [$"memory {Format.Value(memory, "B")}"] : Array.Empty<string>(),
            .. cpu.Count > 0 ? [$"CPU {string.Join(", ", cpu)}"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }
}
