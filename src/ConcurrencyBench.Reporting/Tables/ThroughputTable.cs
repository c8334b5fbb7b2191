using System.Globalization;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Throughput by workload and model: a row for each comparison, a column for each model.</summary>
internal static class ThroughputTable
{
    public static TextTable Build(RunView view, NoteList notes) => new(
        "Throughput",
        "Speed-up over sequential with its 95 % interval, and items per second. Noise is how different identical code looked in the "
            + "same comparison: a speed-up between 1 ÷ noise and noise is marked ≈, for it is no difference.",
        [
            new("Workload"), new("In flight", TextAlignment.Right), new("Noise", TextAlignment.Right),
            .. view.Models.Select(model => new TextColumn(model, TextAlignment.Right)),
        ],
        [.. view.Comparisons.Select(comparison => Row(view, comparison, notes))]);

    private static IReadOnlyList<TextCell> Row(RunView view, Comparison comparison, NoteList notes) =>
    [
        comparison.KindText.Length > 0 ? TextCell.Of(comparison.Workload, comparison.KindText) : TextCell.Of(comparison.Workload),
        TextCell.Of(comparison.Concurrency.ToString(CultureInfo.InvariantCulture)),
        TextCell.Of(view.Noise(comparison) is { } noise ? Format.Value(noise, "×") : "not measured"),
        .. view.Models.Select(model => Cell(view, comparison, model, notes)),
    ];

    private static TextCell Cell(RunView view, Comparison comparison, string model, NoteList notes)
    {
        var lines = view.Result(model, comparison) is { } result ? Lines(view, comparison, result, notes) : [];
        return view.State(model, comparison) switch
        {
            CellState.Failed => TextCell.Of(["✘ failed", .. lines]),
            CellState.NotApplicable => TextCell.Of("not applicable"),
            CellState.NotMeasured => TextCell.Of(Format.Absent),
            _ => TextCell.Of([.. lines]),
        };
    }

    private static IEnumerable<string> Lines(RunView view, Comparison comparison, CellResult result, NoteList notes)
    {
        if (result.SpeedUp is { } speedUp)
        {
            yield return Within(speedUp.Value, view.Noise(comparison)) + Format.Figure(speedUp, "×")
                + notes.Marks($"speed-up of {result.Cell}", speedUp.Warnings);
        }

        var rate = Rate(result.NanosecondsPerItem);
        var text = result.SpeedUp is null ? Format.Figure(rate, "items/s") : Format.Value(rate.Value, "items/s");
        yield return text + notes.Marks($"time of {result.Cell}", rate.Warnings);
    }

    private static string Within(double speedUp, double? noise) =>
        noise is { } floor && speedUp <= floor && speedUp >= 1 / floor ? "≈ " : string.Empty;

    private static Figure Rate(Figure nanosecondsPerItem) => new(
        double.IsFinite(nanosecondsPerItem.Value) ? 1e9 / nanosecondsPerItem.Value : double.NaN,
        nanosecondsPerItem.Interval is { } interval ? new Interval(1e9 / interval.Upper, 1e9 / interval.Lower) : null,
        nanosecondsPerItem.Warnings);
}
