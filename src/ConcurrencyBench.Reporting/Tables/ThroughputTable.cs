using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Throughput by model and workload: a row for each model, a column for each comparison.</summary>
internal static class ThroughputTable
{
    public static TextTable Build(RunView view, NoteList notes)
    {
        var comparisons = view.Comparisons;
        return new TextTable(
            "Throughput",
            "Speed-up over sequential with its 95 % interval, and items per second: sequential's own, and for the other models their speed-up "
                + "times sequential's. ≈ is within 5 % of sequential, and ? is not told apart from it: by intervals that hold for all models together, as in Which model?, "
                + "and by the noise, which is how different identical code looked; between models that use one core at the most that is its own, where it is known. ~ is a figure without interval. Items are those of one operation.",
            [new("Model"), .. comparisons.Select(comparison => new TextColumn(comparison.Name, TextAlignment.Right))],
            comparisons.Count == 0 ? [] :
            [
                [TextCell.Of("(work)"), .. comparisons.Select(comparison => TextCell.Of(Work(view, comparison)))],
                [TextCell.Of("(noise)"), .. comparisons.Select(comparison => TextCell.Of(Noise(view.Noise(comparison))))],
                .. view.Models.Select(model => Row(view, comparisons, model, notes)),
            ]);
    }

    private static IReadOnlyList<TextCell> Row(RunView view, IReadOnlyList<ComparisonView> comparisons, string model, NoteList notes) =>
        [TextCell.Of(model), .. comparisons.Select(comparison => Cell(view, comparison, model, notes))];

    private static IReadOnlyList<string> Work(RunView view, ComparisonView comparison)
    {
        var baseline = view.Result(RunView.Baseline, comparison)?.Items;
        var others = view.Models.Where(model => model != RunView.Baseline).Select(model => view.Result(model, comparison)?.Items).OfType<int>().ToList();
        string[] lines =
        [
            comparison.KindText,
            others.Count > 0 ? Format.Count(others.Max(), "item") : string.Empty,
            baseline is { } items && (others.Count == 0 || items != others.Max()) ? $"(sequential: {items.ToString(CultureInfo.InvariantCulture)})" : string.Empty,
        ];
        return [.. lines.Where(line => line.Length > 0)];
    }

    private static IReadOnlyList<string> Noise(ComparisonFloor? floor) =>
        floor is null ? [Format.Absent]
        : floor.OneCore is { } oneCore && oneCore.Ratio < floor.Floor.Ratio ? [Format.Value(floor.Floor.Ratio, "×"), $"one core: {Format.Value(oneCore.Ratio, "×")}"]
        : [Format.Value(floor.Floor.Ratio, "×")];

    private static TextCell Cell(RunView view, ComparisonView comparison, string model, NoteList notes)
    {
        var lines = Lines(view, comparison, model, notes);
        return view.State(model, comparison) switch
        {
            CellState.Measured => TextCell.Of([.. lines]),
            CellState.Failed => TextCell.Of([CellStateText.Words(CellState.Failed), .. lines]),
            var state => TextCell.Of(CellStateText.Words(state)),
        };
    }

    private static IReadOnlyList<string> Lines(RunView view, ComparisonView comparison, string model, NoteList notes)
    {
        if (view.Result(model, comparison) is not { } result)
        {
            return [];
        }

        var rate = Throughputs.Text(result, view.Result(RunView.Baseline, comparison));
        var marks = notes.Marks(result.Cell.ToString(), Throughputs.Warnings(result));
        return result.SpeedUp is { } speedUp
            ? [RunView.Mark(result) + Format.Figure(speedUp, "×") + marks, rate]
            : [rate + marks];
    }
}
