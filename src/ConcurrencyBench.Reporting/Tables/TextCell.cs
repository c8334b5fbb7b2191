namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A cell of a table.</summary>
/// <param name="Lines">Its text, line by line.</param>
public sealed record TextCell(IReadOnlyList<TextLine> Lines)
{
    /// <summary>A cell of plain lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The cell.</returns>
    public static TextCell Of(params IReadOnlyList<string> lines) => new([.. lines.Select(line => new TextLine(line))]);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines.Select(line => line.Text));
}
