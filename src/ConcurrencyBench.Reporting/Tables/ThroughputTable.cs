using System.Globalization;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Throughput by workload and model: a row for each comparison, a column for each model.</summary>
internal static class ThroughputTable
{
    public static TextTable Build(RunView view, NoteList notes) => new(
        "Throughput",
        "Speed-up over sequential with its 95 % interval, and items per second: sequential's own, and for the other models their speed-up "
            + "times sequential's. ≈ is no difference from sequential: the interval reaches 1, or it is within the noise, which is how "
            + "different identical code looked. ~ is a figure without interval. Items are those of one operation.",
        [new("Workload"), new("Noise", TextAlignment.Right), .. view.Models.Select(model => new TextColumn(model, TextAlignment.Right))],
        [.. view.Comparisons.Select(comparison => Row(view, comparison, notes))])
    {
        Leading = 2,
    };

    private static IReadOnlyList<TextCell> Row(RunView view, Comparison comparison, NoteList notes) =>
    [
        TextCell.Of([.. Name(view, comparison)]),
        TextCell.Of(view.Noise(comparison) is { } noise ? Format.Value(noise, "×") : Format.Absent),
        .. view.Models.Select(model => Cell(view, comparison, model, notes)),
    ];

    private static IEnumerable<string> Name(RunView view, Comparison comparison)
    {
        yield return comparison.Workload;
        if (comparison.KindText.Length > 0)
        {
            yield return comparison.KindText;
        }

        yield return $"{comparison.Concurrency.ToString(CultureInfo.InvariantCulture)} in flight";
        var baseline = view.Result(RunView.Baseline, comparison)?.Items;
        var others = view.Models.Where(model => model != RunView.Baseline).Select(model => view.Result(model, comparison)?.Items).OfType<int>().ToList();
        if (others.Count > 0)
        {
            yield return Format.Count(others.Max(), "item");
        }

        if (baseline is { } items && (others.Count == 0 || items != others.Max()))
        {
            yield return $"(sequential: {items.ToString(CultureInfo.InvariantCulture)})";
        }
    }

    private static TextCell Cell(RunView view, Comparison comparison, string model, NoteList notes)
    {
        var lines = Lines(view, comparison, model, notes);
        return view.State(model, comparison) switch
        {
            CellState.Failed => TextCell.Of(["✘ failed", .. lines]),
            CellState.NotApplicable => TextCell.Of("not applicable"),
            CellState.NotMeasured => TextCell.Of(Format.Absent),
            _ => TextCell.Of([.. lines]),
        };
    }

    private static IReadOnlyList<string> Lines(RunView view, Comparison comparison, string model, NoteList notes)
    {
        if (view.Result(model, comparison) is not { } result)
        {
            return [];
        }

        var rate = Throughputs.Text(result, view.Result(RunView.Baseline, comparison));
        var marks = notes.Marks(result.Cell.ToString(), Throughputs.Warnings(result));
        return result.SpeedUp is { } speedUp
            ? [view.Mark(speedUp, comparison) + Format.Figure(speedUp, "×") + marks, rate]
            : [rate + marks];
    }
}
