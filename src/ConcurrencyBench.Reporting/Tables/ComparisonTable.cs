using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>The comparison table: a row for each model of the run, its claims judged by measurement.</summary>
internal static class ComparisonTable
{
    private static readonly IReadOnlyList<TextColumn> Columns =
        [new("Mechanism"), new("Model"), new("Measured here"), new("Good for", IsBackground: true), new("Falls short", IsBackground: true)];

    public static TextTable Build(RunView view, NoteList notes) => new(
        "Comparison",
        "Speed-ups over sequential with 95 % intervals, costs, then claims. A claim is ✔ supported when its figures certainly keep the rule, "
            + "✘ contradicted when one certainly breaks it, ? inconclusive in between, – not measured. S(model, workload, c) is the "
            + "speed-up with c items in flight. Start-up and memory are those of the first workload named.",
        Columns,
        [.. view.Models.Select(model => Row(view, model, notes))]);

    /// <summary>A claim with its verdict, figures and rules, in one line.</summary>
    public static TextLine Claim(Judgement judgement, NoteList notes)
    {
        var head = $"{VerdictText.Of(judgement.Verdict)}: {judgement.Sentence.TrimEnd('.')}";
        var figures = judgement.Evidence.Count > 0 ? string.Join("; ", Figures(judgement, notes)) : $"rule: {judgement.Rule}";
        var reason = judgement.Reason is null ? string.Empty : $"; {judgement.Reason}";
        return new TextLine($"{head} — {figures}{reason}", judgement.Verdict);
    }

    /// <summary>A claim's figures, each with its rule and, where there are several, whether it holds.</summary>
    public static IReadOnlyList<string> Figures(Judgement judgement, NoteList notes) =>
        [.. judgement.Evidence.Select(evidence => Text(evidence, judgement.Evidence.Count, notes))];

    private static IReadOnlyList<TextCell> Row(RunView view, string model, NoteList notes)
    {
        var description = view.Describe(model);
        return
        [
            TextCell.Of(description is null ? [Origin(view, model)] : [description.Mechanism, description.WhatItIs]),
            TextCell.Of(model),
            Measured(view, model, notes),
            TextCell.Of(OrAbsent(description?.GoodFor)),
            TextCell.Of(OrAbsent(description?.FallsShort)),
        ];
    }

    /// <summary>What is known of a model that the catalogue does not have.</summary>
    private static string Origin(RunView view, string model) => view.Results.Run.OtherRuntimes?
        .FirstOrDefault(runtime => runtime.Id == view.RuntimeOf(model)) is { } other ? $"{other.Id} {other.Version}" : model;

    private static TextCell Measured(RunView view, string model, NoteList notes)
    {
        var figures = HeadlineFigures.Of(view, model, notes);
        var claims = view.Results.Judgements.Where(judgement => judgement.ModelId == model && !RunView.IsUnchosen(judgement)).Select(judgement => Claim(judgement, notes));
        TextLine[] lines = [.. figures, .. claims];
        return lines.Length > 0 ? new TextCell(lines) : TextCell.Of("not measured");
    }

    private static string Text(Evidence evidence, int parts, NoteList notes) =>
        $"{evidence.Name} = {Format.Figure(evidence.Figure, evidence.Unit)}{notes.Marks(evidence.Name, evidence.Figure.Warnings)}"
            + (evidence.Rule.Length > 0 ? $", rule {evidence.Rule}" : string.Empty)
            + (parts > 1 ? $" {VerdictText.Mark(evidence.Verdict)}" : string.Empty);

    private static string OrAbsent(string? text) => string.IsNullOrEmpty(text) ? Format.Absent : text;
}
