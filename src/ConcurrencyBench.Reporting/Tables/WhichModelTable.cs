using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>The answer to the question that a run is made for: which model, for which work.</summary>
internal static class WhichModelTable
{
    private const string Unknown = "not decided yet:";

    private static readonly IReadOnlyList<TextColumn> Columns =
        [new("Workload"), new("Fastest"), new("As good here"), new("Clearly slower"), new("Least CPU")];

    public static TextTable Build(RunView view, NoteList notes) => new(
        "Which model?",
        "Fastest: the highest throughput, with its speed-up over sequential. As good here: this run shows no difference from the fastest. "
            + "Clearly slower: the others, and how many times slower. Least CPU: the smallest median of CPU time for an item.",
        Columns,
        [.. view.Comparisons.Select(comparison => Row(view, comparison, notes))]);

    private static IReadOnlyList<TextCell> Row(RunView view, ComparisonView comparison, NoteList notes)
    {
        var ranking = view.Ranking(comparison);
        return
        [
            TextCell.Of(comparison.Series, $"{(comparison.KindText.Length > 0 ? $"{comparison.KindText}, " : string.Empty)}{comparison.Concurrency.ToString("#,0", CultureInfo.InvariantCulture)} in flight"),
            .. ranking is null ? [TextCell.Of(WhyNotRanked(view, comparison)), None, Slower(view, comparison, null), None]
                : WhyUnknown(view, comparison, ranking) is { } reason ? [TextCell.Of(Unknown, reason), None, Slower(view, comparison, null), None]
                : Answer(view, comparison, ranking, notes),
        ];
    }

    private static TextCell None => TextCell.Of(Format.Absent);

    private static IReadOnlyList<TextCell> Answer(RunView view, ComparisonView comparison, Ranking ranking, NoteList notes) =>
    [
        TextCell.Of(ranking.Fastest, SpeedUp(view, comparison, ranking.Fastest, notes)),
        TextCell.Of(Join(Rivals(view, comparison, ranking).Where(rival => rival.IsAsGood).Select(rival => rival.Model))),
        Slower(view, comparison, ranking),
        TextCell.Of(ranking.LeastCpu ?? Format.Absent),
    ];

    private static string WhyNotRanked(RunView view, ComparisonView comparison) =>
        view.HasSpeedUps(comparison) ? "not ranked"
        : view.ComparedModels.Any(model => view.Result(model, comparison) is not null) ? "measured without sequential"
        : "not measured";

    private static string? WhyUnknown(RunView view, ComparisonView comparison, Ranking ranking) =>
        view.State(ranking.Fastest, comparison) == CellState.Failed ? $"{ranking.Fastest} failed"
        : ranking.IsReliable ? null
        : ranking.Rivals.Any(rival => rival.Ratio.Interval is null) ? "fewer than 3 rounds"
        : view.ComparedModels.Count(model => view.Result(model, comparison) is not null) > ranking.Rivals.Count + 1 ? "some models never met in a block"
        : "the machine was disturbed";

    // What a model that failed was measured at is not to be trusted, whatever it is.
    private static IEnumerable<Rival> Rivals(RunView view, ComparisonView comparison, Ranking ranking) =>
        ranking.Rivals.Where(rival => view.State(rival.Model, comparison) != CellState.Failed);

    private static TextCell Slower(RunView view, ComparisonView comparison, Ranking? ranking)
    {
        var slower = ranking is null ? Format.Absent : Join(Rivals(view, comparison, ranking).Where(rival => !rival.IsAsGood)
            .Select(rival => $"{rival.Model} {Format.Value(rival.Ratio.Value, "×")}"));
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
