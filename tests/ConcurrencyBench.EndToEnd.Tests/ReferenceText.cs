using System.Text.RegularExpressions;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Cli;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Reporting;
using ConcurrencyBench.Reporting.Exports;
using ConcurrencyBench.Reporting.Tables;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>What the README shows of a run: its verdicts, and who was fastest and by how much in the workloads that everyone knows.</summary>
internal static partial class ReferenceText
{
    private static readonly string[] Shown =
        ["json, 2 in flight", "primes, 2 in flight", "files, 16 in flight", "http, 16 in flight", "mixed, 16 in flight"];

    /// <summary>The text, made anew from the run's journal.</summary>
    /// <param name="run">The run's folder.</param>
    /// <returns>Markdown, ended by a line feed.</returns>
    public static string Of(string run)
    {
        var (folder, manifest) = RunFolder.Open(run);
        var results = Analyzer.Analyze(manifest, Journal.Read(folder.JournalPath, manifest).Entries);
        var document = new ReportContent(new ReportInput(results, BuiltInCatalog.Catalog.Models, BuiltInCatalog.Catalog.Workloads)).Document;
        var measured = results.Judgements.ToLookup(judgement => judgement.Verdict != Verdict.NotMeasured);
        var text = new MarkdownText();
        text.Paragraph(document.Outcome);
        text.Grid(Claims(measured[true]));
        foreach (var judgement in measured[false])
        {
            text.Paragraph($"Not measured by this profile: {judgement.Sentence}");
        }

        text.Grid(document.WhichModel with { Rows = [.. document.WhichModel.Rows.Where(row => Shown.Any(name => IsAbout(row[0], name)))] });
        text.Paragraph("Throughput over that of a plain loop with its 95 % interval; of sequential itself, items per second. ≈: within 5 % of the loop, by intervals that hold for all models together. ?: not told apart from it. Noise: how different identical code looked.");
        text.Grid(Throughput(document.Throughput));
        return NoteMarks().Replace(text.ToString(), string.Empty);
    }

    private static TextTable Claims(IEnumerable<Judgement> judgements)
    {
        var notes = new NoteList([]);
        return new TextTable("Claims", string.Empty, [new("Claim"), new("Verdict"), new("Figures, with their 95 % intervals")],
        [
            .. judgements.Select(judgement => new[]
            {
                TextCell.Of(judgement.Sentence.TrimEnd('.')), TextCell.Of(VerdictText.Of(judgement.Verdict)), TextCell.Of(ComparisonTable.Figures(judgement, notes)),
            }),
        ]);
    }

    /// <summary>The columns that are shown, without what the work is and with the first line of each cell.</summary>
    private static TextTable Throughput(TextTable table)
    {
        var columns = table.Columns.Index().Where(column => column.Index == 0 || Shown.Contains(column.Item.Header)).ToList();
        return table with
        {
            Columns = [.. columns.Select(column => column.Item)],
            Rows = [.. table.Rows.Skip(1).Select(row => columns.Select(column => new TextCell([row[column.Index].Lines[0]])).ToList())],
        };
    }

    private static bool IsAbout(TextCell cell, string name) =>
        cell.Lines[0].Text == name.Split(", ")[0] && cell.Lines[1].Text.EndsWith($", {name.Split(", ")[1]}", StringComparison.Ordinal);

    /// <summary>What points at notes, which the README does not have.</summary>
    [GeneratedRegex("\u00a0[⁰¹²³⁴⁵⁶⁷⁸⁹]+")]
    private static partial Regex NoteMarks();
}
