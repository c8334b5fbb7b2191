namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A table of text, made once and drawn by Markdown, HTML and the terminal. The first column names the row.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Explanation">What a reader must know to read it, one or two sentences.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each as long as <paramref name="Columns"/>.</param>
public sealed record TextTable(
    string Title, string Explanation, IReadOnlyList<TextColumn> Columns, IReadOnlyList<IReadOnlyList<TextCell>> Rows)
{
    /// <summary>How many columns at the left say what the others are about: each part has them when a table is split.</summary>
    public int Leading { get; init; } = 1;
}
