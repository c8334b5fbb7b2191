using System.Text;
using System.Text.RegularExpressions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>Lays out text as Markdown; whatever the text holds is shown, never taken for markup.</summary>
internal sealed class MarkdownText
{
    // An interval's brackets and a rough figure's ~ stay as they are read.
    private static readonly Regex Markup = new(@"[\\|*_`$]|\](?=[(\[:])|~(?!(?<=(?:^|[\s(])~)[\d\s])|(?<=:)/(?=/)|(?<=\b[wW]{3})\.|(?<=^\s*)[#+=-](?!\d)|(?<=^\s*\d{1,9})[.)](?=\s|$)", RegexOptions.CultureInvariant);

    private static readonly Regex Address = new(@"@(?=\w)", RegexOptions.CultureInvariant);

    private readonly StringBuilder _text = new();

    public void Heading(int level, string text) => Block($"{new string('#', level)} {Escape(text)}");

    public void Paragraph(string text) => Block(Escape(text));

    public void List(string heading, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
        {
            Heading(2, heading);
            Block(string.Join('\n', items.Select(item => $"- {Escape(item)}")));
        }
    }

    public void Table(TextTable table)
    {
        Heading(2, table.Title);
        if (table.Rows.Count == 0)
        {
            Paragraph("Nothing was measured.");
            return;
        }

        Paragraph(table.Explanation);
        Grid(table);
    }

    /// <summary>A table without its title and explanation.</summary>
    public void Grid(TextTable table) => Block(string.Join('\n', new[]
    {
        Row(table.Columns.Select(column => Escape(column.Header))),
        Row(table.Columns.Select(column => column.Alignment == TextAlignment.Right ? "---:" : "---")),
    }.Concat(table.Rows.Select(row => Row(row.Select(Cell))))));

    public void Failures(IReadOnlyList<FailureText> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        Heading(2, "Failures");
        foreach (var failure in failures)
        {
            Block($"- {Escape(failure.Sentence)}");
            if (failure.Log.Count > 0)
            {
                Block(string.Join('\n', failure.Log.SelectMany(entry => entry.ReplaceLineEndings("\n").Split('\n')).Select(line => $"      {Visible.Lines(line)}")));
            }
        }
    }

    public override string ToString() => _text.ToString();

    private static string Cell(TextCell cell) => string.Join("<br>", cell.Lines.Select(line => Escape(line.Text)));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>
    /// What would be markup of GitHub's Markdown: HTML, emphasis, code and table cells by each of their characters; links, images, footnotes and
    /// definitions by what follows their bracket; addresses that become links by themselves; and what makes a list or heading of a line.
    /// </summary>
    private static string Escape(string text)
    {
        var inert = Visible.Line(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

        // Neither a backslash nor an entity keeps an address of mail from becoming a link; what parts its text does.
        return Address.Replace(Markup.Replace(inert, "\\$0"), "@<!-- -->");
    }

    private void Block(string text) => _text.Append(_text.Length > 0 ? "\n" : string.Empty).Append(text).Append('\n');
}
