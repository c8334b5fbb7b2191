namespace ConcurrencyBench.Reporting.Charts;

/// <summary>One or more ScottPlot plots under a title: what a chart is drawn as, 700 CSS pixels wide.</summary>
public sealed record ChartImage : IDisposable
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

    /// <summary>Where, and how to look at it; wrapped to the width.</summary>
    public required string Subtitle { get; init; }

    /// <summary>What it shows, in a sentence for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The panels: beside one another while they fit into <see cref="Inner"/>, then below.</summary>
    public required IReadOnlyList<Panel> Panels { get; init; }

    /// <summary>The lines' names, where panels do not carry them themselves.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>What the marks mean; wrapped to the width.</summary>
    public required string Footnote { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var panel in Panels)
        {
            panel.Dispose();
        }
    }
}
