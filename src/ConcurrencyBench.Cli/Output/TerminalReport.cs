using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Tables;
using Spectre.Console;

namespace ConcurrencyBench.Cli.Output;

/// <summary>A run's tables on standard output: as wide as the terminal, or as wide as a log line may be without one.</summary>
internal static class TerminalReport
{
    private const int WidthWithoutTerminal = 160;
    private const int BackgroundWidth = 24;

    /// <summary>A longer name is wrapped, to leave the room to what was measured.</summary>
    private const int LongestName = 30;

    /// <summary>Prints the answer, the tables, and their warnings.</summary>
    public static void Print(ReportDocument document)
    {
        var (console, spell) = Standard();
        Print(document, console, spell);
    }

    /// <summary>Prints tables alone.</summary>
    public static void Print(IEnumerable<TextTable> tables)
    {
        var (console, spell) = Standard();
        foreach (var table in tables)
        {
            Print(console, Spelled(table, spell));
        }
    }

    /// <summary>Prints to a console.</summary>
    /// <param name="document">The run in words.</param>
    /// <param name="console">Where to; without Unicode, tables have lines of ASCII.</param>
    /// <param name="spell">Spells what the console does not have, before it is laid out.</param>
    internal static void Print(ReportDocument document, IAnsiConsole console, Func<string, string> spell)
    {
        if (document.NoAnswer is { } noAnswer)
        {
            console.WriteLine(spell($"✘ {noAnswer}"));
        }

        console.WriteLine(spell(document.Title));
        console.WriteLine(spell(document.Outcome));
        Print(console, "Warnings about the machine", [.. document.MachineWarnings.Select(spell)]);
        Print(console, Spelled(document.WhichModel, spell));
        Print(console, Spelled(document.Comparison, spell));
        if (document.UnchosenClaims is { } unchosen)
        {
            console.WriteLine(spell(unchosen));
        }

        Print(console, Spelled(document.Throughput, spell));
        if (document.Phases.Rows.Count > 0)
        {
            Print(console, Spelled(document.Phases, spell));
        }

        if (document.Granularity is { } granularity)
        {
            Print(console, Spelled(granularity, spell));
        }

        Print(console, "Warnings about this run", [.. document.Warnings.Select(spell)]);
        Print(console, "Notes", [.. document.Notes.Select(note => spell($"{note.Mark} {note.Text}"))]);
        Print(console, "Failures", [.. document.Failures.SelectMany(failure => failure.Log.Select(line => "    " + line).Prepend(failure.Sentence)).Select(spell)]);
    }

    private static (IAnsiConsole Console, Func<string, string> Spell) Standard()
    {
        var stream = StandardStream.Output;
        var console = stream.Draw(StandardWriter.Output);
        if (!stream.IsTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        var spell = PlainSigns.In(stream.Encoding);
        return (console, text => spell(Visible.Line(text)));
    }

    private static void Print(IAnsiConsole console, TextTable table)
    {
        foreach (var part in TableSplitter.Of(table, console.Profile.Width))
        {
            console.WriteLine();
            console.Write(Draw(part, console.Profile.Capabilities.Unicode ? TableBorder.Rounded : TableBorder.Ascii2));
        }

        console.WriteLine(Visible.Line(table.Explanation));
    }

    private static TextTable Spelled(TextTable table, Func<string, string> spell) => table with
    {
        Title = spell(table.Title),
        Explanation = spell(table.Explanation),
        Columns = [.. table.Columns.Select(column => column with { Header = spell(column.Header) })],
        Rows = [.. table.Rows.Select(row => row.Select(cell => new TextCell([.. cell.Lines.Select(line => line with { Text = spell(line.Text) })])).ToList())],
    };

    private static Table Draw(TextTable table, TableBorder border)
    {
        var shown = new Table { Title = new TableTitle(Shown(table.Title)), Border = border, ShowRowSeparators = true };
        foreach (var (index, column) in table.Columns.Index())
        {
            var isNumber = column.Alignment == TextAlignment.Right;
            shown.AddColumn(new TableColumn(Shown(column.Header))
            {
                Alignment = isNumber ? Justify.Right : Justify.Left,
                NoWrap = isNumber,
                Width = column.IsBackground || (index == 0 && TableSplitter.Width(table, index) > LongestName) ? BackgroundWidth : null,
            });
        }

        foreach (var row in table.Rows)
        {
            shown.AddRow(row.Select(cell => new Markup(string.Join('\n', cell.Lines.Select(Line)))));
        }

        return shown;
    }

    private static void Print(IAnsiConsole console, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine($"{heading}:");
        foreach (var line in lines)
        {
            console.Write(new Padder(new Text(Visible.Line(line)), new Padding(2, 0, 0, 0)));
        }
    }

    private static string Shown(string text) => Markup.Escape(Visible.Line(text));

    /// <summary>The mark says it all; the colour only helps to find it.</summary>
    private static string Line(TextLine line)
    {
        var text = Shown(line.Text);
        return line.Verdict switch
        {
            Verdict.Supported => $"[green]{text}[/]",
            Verdict.Contradicted => $"[red]{text}[/]",
            Verdict.Inconclusive => $"[yellow]{text}[/]",
            _ => text,
        };
    }
}
