using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>The comparison table: a row for each model of the run, its claims judged by measurement.</summary>
internal static class ComparisonTable
{
    private static readonly IReadOnlyList<TextColumn> Columns =
        [new("Mechanism"), new(".NET model"), new("Good for"), new("Falls short"), new("Measured here")];

    public static TextTable Build(RunView view, NoteList notes) => new(
        "Comparison",
        "Every claim is judged by its rule: ✔ supported when the whole 95 % interval keeps it, ✘ contradicted when the whole interval "
            + "breaks it, ? inconclusive in between, – not measured. S(model, workload, c) is the throughput of a model with c items "
            + "in flight over that of sequential.",
        Columns,
        [.. view.Models.Select(model => Row(view, model, notes))]);

    /// <summary>A claim with its verdict, figures and rules, in one line.</summary>
    public static TextLine Claim(Judgement judgement, NoteList notes)
    {
        var head = $"{VerdictText.Mark(judgement.Verdict)} {VerdictText.Word(judgement.Verdict)}: {judgement.Sentence}";
        var figures = judgement.Evidence.Count > 0
            ? string.Join("; ", judgement.Evidence.Select(evidence => Text(evidence, judgement.Evidence.Count, notes)))
            : $"rule: {judgement.Rule}";
        var reason = judgement.Reason is null ? string.Empty : $"; {judgement.Reason}";
        return new TextLine($"{head} — {figures}{reason}", judgement.Verdict);
    }

    private static IReadOnlyList<TextCell> Row(RunView view, string model, NoteList notes)
    {
        var description = view.Describe(model);
        return
        [
            TextCell.Of(description is null ? [model] : [description.Mechanism, description.WhatItIs]),
            TextCell.Of(model),
            TextCell.Of(OrAbsent(description?.GoodFor)),
            TextCell.Of(OrAbsent(description?.FallsShort)),
            Measured(view, model, notes),
        ];
    }

    private static TextCell Measured(RunView view, string model, NoteList notes)
    {
        var claims = view.Results.Judgements.Where(judgement => judgement.ModelId == model).ToList();
        return claims.Count > 0 ? new TextCell([.. claims.Select(claim => Claim(claim, notes))])
            : TextCell.Of(model == RunView.Baseline ? "the yardstick: 1× by definition" : "no claim is made about it");
    }

    // Where a rule has several parts, each says for itself whether it holds.
    private static string Text(Evidence evidence, int parts, NoteList notes) =>
        $"{evidence.Name} = {Format.Figure(evidence.Figure, evidence.Unit)}{notes.Marks(evidence.Name, evidence.Figure.Warnings)}"
            + (evidence.Rule.Length > 0 ? $", rule {evidence.Rule}" : string.Empty)
            + (parts > 1 ? $" {VerdictText.Mark(evidence.Verdict)}" : string.Empty);

    private static string OrAbsent(string? text) => string.IsNullOrEmpty(text) ? Format.Absent : text;
}
