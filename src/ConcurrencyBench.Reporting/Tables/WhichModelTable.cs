using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>The answer to the question that a run is made for: which model, for which work.</summary>
internal static class WhichModelTable
{
    private const string Unknown = "not decided yet:";

    private static readonly IReadOnlyList<TextColumn> Columns =
        [new("Workload"), new("Fastest"), new("Within 5 %"), new("Slower by at least"), new("Not told apart"), new("Least CPU"), new("Least memory")];

    public static TextTable Build(RunView view, NoteList notes) => new(
        "Which model?",
        "Fastest: the highest throughput, with its speed-up over sequential. Within 5 %: as good as the fastest. Slower by at least: a percentage, or from twice on how many times. "
            + "Not told apart: this run shows neither, and they may be slower by up to this. Least CPU and least memory: the least, and in brackets which others are within 5 % of it and which "
            + "may be. All statements about one workload hold together with 95 % confidence.",
        Columns,
        [.. view.Comparisons.Select(comparison => Row(view, comparison, notes))]);

    private static IReadOnlyList<TextCell> Row(RunView view, ComparisonView comparison, NoteList notes)
    {
        var ranking = view.Ranking(comparison);
        return
        [
            TextCell.Of(comparison.Series, $"{(comparison.KindText.Length > 0 ? $"{comparison.KindText}, " : string.Empty)}{comparison.Concurrency.ToString("#,0", CultureInfo.InvariantCulture)} in flight"),
            .. ranking is null ? [TextCell.Of(WhyNotRanked(view, comparison)), None, Slower(view, comparison, null), None, None, None]
                : WhyUnknown(view, comparison, ranking) is { } reason ? [TextCell.Of(Unknown, reason), None, Slower(view, comparison, null), None, None, None]
                : Answer(view, comparison, ranking, notes),
        ];
    }

    private static TextCell None => TextCell.Of(Format.Absent);

    private static IReadOnlyList<TextCell> Answer(RunView view, ComparisonView comparison, Ranking ranking, NoteList notes) =>
    [
        TextCell.Of(ranking.Fastest, SpeedUp(view, comparison, ranking.Fastest, notes)),
        TextCell.Of(Join(Rivals(view, comparison, ranking.Speed, Place.Within).Select(rival => rival.Model))),
        Slower(view, comparison, ranking),
        TextCell.Of(Join(Rivals(view, comparison, ranking.Speed, Place.NotToldApart).Select(rival => $"{rival.Model} {UpTo(rival.Ratio)}"))),
        Least(view, comparison, ranking.Cpu),
        Least(view, comparison, ranking.Memory),
    ];

    private static TextCell Least(RunView view, ComparisonView comparison, Standing? standing)
    {
        if (standing is null)
        {
            return None;
        }

        string[] brackets =
        [
            .. Rivals(view, comparison, standing, Place.Within).Select(rival => rival.Model) is var within && within.Any() ? [$"within 5 %: {Join(within)}"] : Array.Empty<string>(),
            .. Rivals(view, comparison, standing, Place.NotToldApart).Select(rival => $"{rival.Model} {UpTo(rival.Ratio)}") is var open && open.Any() ? [$"not told apart: {Join(open)}"] : Array.Empty<string>(),
        ];
        return TextCell.Of(brackets.Length == 0 ? standing.Best : $"{standing.Best} ({string.Join("; ", brackets)})");
    }

    // Rounded to the side on which the statement still holds.
    private static string AtLeast(Figure ratio) => ratio.Interval is { } interval ? Excess(interval.Lower, Math.Floor) : Format.Absent;

    private static string UpTo(Figure ratio) => ratio.Interval is { } interval ? Excess(interval.Upper, Math.Ceiling) : Format.Absent;

    /// <summary>By how much more than once a ratio is: a percentage, or from twice on how many times.</summary>
    private static string Excess(double ratio, Func<double, double> round)
    {
        var percent = 100 * (ratio - 1);
        return percent < 10 ? $"{(round(10 * percent) / 10).ToString("0.0", CultureInfo.InvariantCulture)} %"
            : percent < 100 ? $"{round(percent).ToString("0", CultureInfo.InvariantCulture)} %"
            : $"{(round(10 * ratio) / 10).ToString("#,0.0", CultureInfo.InvariantCulture)}×";
    }

    private static string WhyNotRanked(RunView view, ComparisonView comparison) =>
        view.HasSpeedUps(comparison) ? "not ranked"
        : view.ComparedModels.Any(model => view.Result(model, comparison) is not null) ? "measured without sequential"
        : "not measured";

    private static string? WhyUnknown(RunView view, ComparisonView comparison, Ranking ranking) =>
        view.State(ranking.Fastest, comparison) == CellState.Failed ? $"{ranking.Fastest} failed"
        : ranking.IsReliable ? null
        : ranking.Speed.Rivals.Any(rival => rival.Ratio.Interval is null) ? "fewer than 3 rounds"
        : view.ComparedModels.Count(model => view.Result(model, comparison) is not null) > ranking.Speed.Rivals.Count + 1 ? "some models were never measured beside sequential"
        : "the machine was disturbed";

    // What a model that failed was measured at is not to be trusted, whatever it is.
    private static IEnumerable<Rival> Rivals(RunView view, ComparisonView comparison, Standing standing, Place place) =>
        standing.At(place).Where(rival => view.State(rival.Model, comparison) != CellState.Failed);

    private static TextCell Slower(RunView view, ComparisonView comparison, Ranking? ranking)
    {
        var slower = ranking is null ? Format.Absent : Join(Rivals(view, comparison, ranking.Speed, Place.Worse)
            .Select(rival => $"{rival.Model} {AtLeast(rival.Ratio)}"));
        var failed = view.ComparedModels.Where(model => view.State(model, comparison) == CellState.Failed).ToList();
        return failed.Count == 0 ? TextCell.Of(slower) : TextCell.Of(slower, $"✘ failed: {string.Join(", ", failed)}");
    }

    private static string SpeedUp(RunView view, ComparisonView comparison, string model, NoteList notes) =>
        model == RunView.Baseline ? "1× by definition"
        : view.Result(model, comparison) is { SpeedUp: { } speedUp } result
            ? RunView.Mark(result) + Format.Figure(speedUp, "×") + notes.Marks(result.Cell.ToString(), Throughputs.Warnings(result))
        : Format.Absent;

    private static string Join(IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } text ? text : Format.Absent;
}
