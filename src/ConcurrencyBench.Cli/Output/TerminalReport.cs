using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Core;
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

    /// <summary>Prints the answer, the tables, and what to doubt about them.</summary>
    /// <param name="document">The run in words.</param>
    public static void Print(ReportDocument document)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new TerminalOutput(),

            // What is not a terminal gets no escape codes, whatever the environment says.
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        if (document.NoAnswer is { } noAnswer)
        {
            console.WriteLine(Visible.Line($"✘ {noAnswer}"));
        }

        console.WriteLine(Visible.Line(document.Title));
        console.WriteLine(Visible.Line(document.Outcome));
        Print(console, "Warnings about the machine", document.MachineWarnings);
        Print(console, document.WhichModel);
        Print(console, document.Comparison);
        if (document.UnchosenClaims is { } unchosen)
        {
            console.WriteLine(Visible.Line(unchosen));
        }

        Print(console, document.Throughput);
        if (document.Phases.Rows.Count > 0)
        {
            Print(console, document.Phases);
        }

        Print(console, "Warnings about this run", document.Warnings);
        Print(console, "Notes", [.. document.Notes.Select(note => $"{note.Mark} {note.Text}")]);
        Print(console, "Failures", [.. document.Failures.SelectMany(failure => failure.Log.Select(line => "    " + line).Prepend(failure.Sentence))]);
    }

    private static void Print(IAnsiConsole console, TextTable table)
    {
        foreach (var part in TableParts.Of(table, console.Profile.Width))
        {
            console.WriteLine();
            console.Write(Draw(part));
        }

        console.WriteLine(Visible.Line(table.Explanation));
    }

    private static Table Draw(TextTable table)
    {
        var shown = new Table { Title = new TableTitle(Shown(table.Title)), Border = TableBorder.Rounded, ShowRowSeparators = true };
        foreach (var (index, column) in table.Columns.Index())
        {
            var isNumber = column.Alignment == TextAlignment.Right;
            shown.AddColumn(new TableColumn(Shown(column.Header))
            {
                Alignment = isNumber ? Justify.Right : Justify.Left,
                NoWrap = isNumber,
                Width = column.IsBackground || (index == 0 && TableParts.Width(table, index) > LongestName) ? BackgroundWidth : null,
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
