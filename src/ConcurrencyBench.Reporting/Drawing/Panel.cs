using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>A plot in a picture, under a heading of its own: grid, data and axes. What it shows is known before it is drawn.</summary>
/// <param name="Heading">What the plot shows; empty for none.</param>
internal abstract record Panel(string Heading)
{
    /// <summary>How wide, in CSS pixels.</summary>
    public float Width { get; init; } = ChartImage.Inner;

    /// <summary>What the models look like.</summary>
    public Palette Palette { get; init; } = Palette.ByName;

    /// <summary>How high, in CSS pixels, the heading left out.</summary>
    public abstract float Height { get; }

    /// <summary>The axis at the bottom.</summary>
    public abstract PanelAxis X { get; }

    /// <summary>The axis at the left.</summary>
    public abstract PanelAxis Y { get; }

    /// <summary>The room around the data for what is written along the axes.</summary>
    protected virtual PixelPadding Padding => new(64, 8, 44, 6);

    /// <summary>What is written at the right of each tick of <see cref="Y"/>; empty for nothing.</summary>
    protected virtual IReadOnlyList<string> RowLabels => [];

    /// <summary>Draws the panel.</summary>
    /// <returns>The plot, which belongs to the caller.</returns>
    public Plot Draw()
    {
        var plot = ChartTheme.NewPlot();
        plot.Layout.Fixed(Padding);
        DrawGrid(plot);
        DrawData(plot);
        plot.Axes.SetLimits(X.Low, X.High, Y.Low, Y.High);
        DrawAxis(plot.Axes.Bottom, X);
        DrawAxis(plot.Axes.Left, Y);
        DrawRowLabels(plot);
        return plot;
    }

    /// <summary>Draws what the panel shows.</summary>
    /// <param name="plot">On what; the grid is there already.</param>
    protected abstract void DrawData(Plot plot);

    private static void DrawAxis(IAxis axis, PanelAxis ticks)
    {
        axis.SetTicks([.. ticks.Ticks.Select(tick => tick.At)], [.. ticks.Ticks.Select(tick => tick.Label)]);
        if (ticks.Title.Length > 0)
        {
            axis.Label.Text = ticks.Title;
            axis.Label.FontName = EmbeddedFonts.Family;
            axis.Label.FontSize = ChartTheme.Small;
            axis.Label.Bold = false;
            axis.Label.ForeColor = ChartTheme.Muted;
        }
    }

    private static Color Line(PanelAxis axis, double at) => at == axis.Reference ? ChartTheme.Reference : ChartTheme.Grid;

    private void DrawGrid(Plot plot)
    {
        foreach (var (at, _) in X.HasGrid ? X.Ticks : [])
        {
            plot.Add.VerticalLine(at, 1, Line(X, at));
        }

        foreach (var (at, _) in Y.HasGrid ? Y.Ticks : [])
        {
            plot.Add.HorizontalLine(at, 1, Line(Y, at));
        }
    }

    private void DrawRowLabels(Plot plot)
    {
        if (RowLabels.Count > 0)
        {
            plot.Axes.SetLimitsY(Y.Low, Y.High, plot.Axes.Right);
            plot.Axes.Right.SetTicks([.. Y.Ticks.Select(tick => tick.At)], [.. RowLabels]);
            plot.Axes.Right.TickLabelStyle.Bold = true;
            plot.Axes.Bottom.TickLabelStyle.ForeColor = ChartTheme.Muted;
        }
    }
}
