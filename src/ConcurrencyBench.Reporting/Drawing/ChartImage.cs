namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>What a chart shows: one or more panels under a title, 700 CSS pixels wide. Nothing of it is drawn yet.</summary>
internal sealed record ChartImage
{
    /// <summary>The width of every picture, in CSS pixels.</summary>
    public const float Width = 700;

    /// <summary>The space between the paper's edge and everything else, in CSS pixels.</summary>
    public const float Margin = 20;

    /// <summary>The room between the margins, in CSS pixels.</summary>
    public const float Inner = Width - (2 * Margin);

    /// <summary>How wide a panel is that shares its row with another, in CSS pixels.</summary>
    public const float Half = (Inner - Margin) / 2;

    /// <summary>What is measured.</summary>
    public required string Title { get; init; }

    /// <summary>Where it was measured; wrapped to the width.</summary>
    public string Subtitle { get; init; } = string.Empty;

    /// <summary>What it shows, in a sentence for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The panels: beside one another while they fit into <see cref="Inner"/>, then below.</summary>
    public required IReadOnlyList<Panel> Panels { get; init; }

    /// <summary>The lines' names, where panels do not carry them themselves.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>Sentences that say what the marks mean, wrapped to the width together; those that are null do not apply.</summary>
    public required IReadOnlyList<string?> Footnote { get; init; }

    /// <summary>Panels of one kind: two in a row, or one of the whole width.</summary>
    public static IReadOnlyList<Panel> Pairs(IReadOnlyList<Panel> panels) =>
        [.. panels.Select(panel => panel with { Width = panels.Count == 1 ? Inner : Half })];
}
