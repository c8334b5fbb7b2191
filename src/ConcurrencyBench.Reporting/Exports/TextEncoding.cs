using System.Net;
using System.Text.RegularExpressions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>
/// How text of others is written so that a format shows it and takes none of it for its own. BenchmarkDotNet's exporters write what they
/// are given, and a name in a page ran as a script.
/// </summary>
/// <param name="Name">For names, which stand in tables.</param>
/// <param name="Remark">For what is said about the machine, which stands above them.</param>
/// <param name="Finish">For the file that the exporter has written; null to leave it.</param>
internal sealed record TextEncoding(Func<string, string> Name, Func<string, string> Remark, Func<string, string>? Finish = null)
{
    // BenchmarkDotNet doubles backslashes in names and makes entities of ampersands, so that neither can be put before a character. Until
    // the file is written, a character of Unicode's private use stands for it.
    private const char Private = '\uE000';

    private static readonly Regex Formula = new(@"^[=+\-@\t\r\n]", RegexOptions.CultureInvariant);

    // HTML is none of it: BenchmarkDotNet writes a table's cells as text of a page, in Markdown too.
    private static readonly Regex Markup = new(@"[|`*_\[\]~!#$]|(?<=:)/(?=/)|(?<=\b[wW]{3})\.|@(?=\w)", RegexOptions.CultureInvariant);

    private static readonly Regex Replaced = new("[\uE000-\uE07F]", RegexOptions.CultureInvariant);

    /// <summary>Nothing but control characters: JSON has its own quoting.</summary>
    public static TextEncoding None { get; } = new(Visible.Line, Visible.Line);

    /// <summary>A spreadsheet calculates what begins like a formula; what is behind an apostrophe is text to it.</summary>
    public static TextEncoding Csv { get; } = new(text => Formula.IsMatch(text) ? "'" + Visible.Line(text) : Visible.Line(text), Visible.Line);

    /// <summary>Text of a page, which BenchmarkDotNet makes of names, but not of what it says about the machine.</summary>
    public static TextEncoding Html { get; } = new(Visible.Line, text => WebUtility.HtmlEncode(Visible.Line(text)));

    /// <summary>Text of a table; the machine stands between fences, which three backticks end.</summary>
    public static TextEncoding Markdown { get; } = new(
        text => Markup.Replace(Replaced.Replace(Visible.Line(text), "?"), found => ((char)(Private + found.Value[0])).ToString()),
        text => Replaced.Replace(Visible.Line(text).Replace('`', '\''), "?"),
        text => Replaced.Replace(text, found => (char)(found.Value[0] - Private) is var markup && markup == '@' ? "@<!-- -->" : $"\\{markup}"));
}
