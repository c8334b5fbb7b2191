using System.Globalization;
using System.Text.RegularExpressions;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Core;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Models;
using ConcurrencyBench.Postgres;
using ConcurrencyBench.Reporting;
using ConcurrencyBench.Reporting.Tables;

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
        var catalog = new Catalog(typeof(Catalog).Assembly, typeof(SequentialModel).Assembly, typeof(PostgresWorkload).Assembly);
        var results = Analyzer.Analyze(manifest, Journal.Read(folder.JournalPath).Entries);
        var document = ReportDocument.Build(new ReportInput(results, catalog.Models, catalog.Workloads));
        var columns = document.Throughput.Columns.Index().Where(column => column.Index == 0 || Shown.Contains(column.Item.Header)).ToList();
        string[] lines =
        [
            document.Outcome,
            string.Empty,
            Row(["Claim", "Verdict", "Figures, with their 95 % intervals"]),
            "| --- | --- | --- |",
            .. Claims(document).Where(claim => claim.Verdict != Verdict.NotMeasured).Select(claim => Claim(claim.Text)),
            string.Empty,
            .. Claims(document).Where(claim => claim.Verdict == Verdict.NotMeasured).Select(claim => $"Not measured by this profile: {Sentence(claim.Text)}."),
            string.Empty,
            Row(document.WhichModel.Columns.Select(column => column.Header)),
            $"|{string.Concat(document.WhichModel.Columns.Select(_ => " --- |"))}",
            .. document.WhichModel.Rows.Where(row => Shown.Any(name => IsAbout(row[0], name))).Select(row => Row(row.Select(cell => cell.ToString()))),
            string.Empty,
            "Throughput over that of a plain loop with its 95 % interval; of sequential itself, items per second. ≈: no difference from the loop. Noise: how different identical code looked.",
            string.Empty,
            Row(columns.Select(column => column.Item.Header.Replace(", ", "\n", StringComparison.Ordinal))),
            $"|{string.Concat(columns.Select(column => column.Index == 0 ? " --- |" : " ---: |"))}",
            .. document.Throughput.Rows.Skip(1).Select(row => Row(columns.Select(column => row[column.Index].Lines[0].Text))),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<TextLine> Claims(ReportDocument document) =>
        document.Comparison.Rows.SelectMany(row => row[2].Lines).Where(line => line.Verdict is not null);

    // As "✔ supported: Sentence — S(model, workload, 2) = 1.9× [1.8, 2.0], rule ≥ 1.4; …".
    private static string Claim(string text)
    {
        var verdict = text[..text.IndexOf(": ", StringComparison.Ordinal)];
        var figures = text[(text.IndexOf(" — ", StringComparison.Ordinal) + 3)..];
        return Row([Sentence(text), verdict, figures.Replace("; ", "\n", StringComparison.Ordinal)]);
    }

    private static string Sentence(string text) =>
        text[(text.IndexOf(": ", StringComparison.Ordinal) + 2)..text.IndexOf(" — ", StringComparison.Ordinal)];

    private static bool IsAbout(TextCell cell, string name) =>
        cell.Lines[0].Text == name.Split(", ")[0] && cell.Lines[1].Text.EndsWith($", {name.Split(", ")[1]}", StringComparison.Ordinal);

    private static string Row(IEnumerable<string> cells) => string.Create(CultureInfo.InvariantCulture,
        $"| {string.Join(" | ", cells.Select(cell => NoteMarks().Replace(cell, string.Empty).Replace("\n", "<br>", StringComparison.Ordinal)))} |");

    /// <summary>What points at notes, which the README does not have.</summary>
    [GeneratedRegex("\u00a0[⁰¹²³⁴⁵⁶⁷⁸⁹]+")]
    private static partial Regex NoteMarks();
}
