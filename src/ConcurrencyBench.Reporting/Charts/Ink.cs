using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Colours and sizes that all charts share. Sizes are CSS pixels of a picture 700 wide, where 12 is still readable.</summary>
internal static class Ink
{
    public const float Small = 12;
    public const float Medium = 13;
    public const float Large = 19;

    public static readonly Color Paper = Color.FromHex("#FFFFFF");
    public static readonly Color Text = Color.FromHex("#1F2933");
    public static readonly Color Muted = Color.FromHex("#52606D");
    public static readonly Color Grid = Color.FromHex("#E4E7EB");
    public static readonly Color Reference = Color.FromHex("#9AA5B1");
    public static readonly Color Noise = Color.FromHex("#9AA5B1").WithAlpha(0.28);

    /// <summary>A plot without frame, ticks and grid: light paper and the common type.</summary>
    public static Plot NewPlot()
    {
        EmbeddedFonts.Use();
        var plot = new Plot();
        plot.FigureBackground.Color = Paper;
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Axes.Title.IsVisible = false;
        plot.HideGrid();
        foreach (var axis in plot.Axes.GetAxes())
        {
            Quieten(axis);
        }

        return plot;
    }

    private static void Quieten(IAxis axis)
    {
        axis.FrameLineStyle.IsVisible = false;
        axis.MajorTickStyle.Length = 0;
        axis.MinorTickStyle.Length = 0;
        axis.TickLabelStyle.FontSize = Small;
        axis.TickLabelStyle.ForeColor = Text;
        axis.TickLabelStyle.FontName = EmbeddedFonts.Family;
    }
}
