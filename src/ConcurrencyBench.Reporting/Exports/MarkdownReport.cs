using System.Text;
using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>Writes <c>table.md</c>, in the Markdown of GitHub.</summary>
internal sealed class MarkdownReport : IReport
{
    public IReadOnlyList<ReportFile> Files(ReportContent content) =>
        [new ReportFile("table.md", stream => stream.Write(Encoding.UTF8.GetBytes(Text(content.Document))))];

    public static string Text(ReportDocument document)
    {
        var markdown = new MarkdownText();
        markdown.Heading(1, document.Title);
        if (document.NoAnswer is { } noAnswer)
        {
            markdown.Paragraph($"✘ {noAnswer}");
        }

        markdown.Paragraph(document.Outcome);
        markdown.List("Warnings about the machine", document.MachineWarnings);
        markdown.Table(document.WhichModel);
        markdown.List("Warnings about this run", document.Warnings);
        markdown.Table(document.Comparison);
        if (document.UnchosenClaims is { } unchosen)
        {
            markdown.Paragraph(unchosen);
        }

        markdown.List("Claims about models that were not run", [.. document.OtherClaims.Select(claim => claim.Text)]);
        markdown.Table(document.Throughput);
        if (document.Phases.Rows.Count > 0)
        {
            markdown.Table(document.Phases);
        }

        if (document.Granularity is { } granularity)
        {
            markdown.Table(granularity);
        }

        markdown.Table(document.Costs);
        markdown.Failures(document.Failures);
        markdown.List("Notes", [.. document.Notes.Select(note => $"{note.Mark} {note.Text} {note.About}")]);
        markdown.List("Not applicable", document.Exclusions);
        markdown.List("Left out", document.LeftOut);
        markdown.List("Workloads", document.Workloads);
        markdown.Table(document.Environment);
        markdown.List("How to read this", document.HowToRead);
        return markdown.ToString();
    }
}
