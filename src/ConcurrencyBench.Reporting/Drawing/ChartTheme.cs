using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>Colours and sizes that all charts share. Sizes are CSS pixels of a picture 700 wide, where 12 is still readable.</summary>
internal static class ChartTheme
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

    /// <summary>The contrast that text needs to be read: WCAG 2.2, success criterion 1.4.3. Black or white always has it.</summary>
    private const double Readable = 4.5;

    /// <summary>The colour of text on a fill: of the usual ink, paper and black the first that can be read there.</summary>
    public static Color On(Color fill) => new[] { Text, Paper, Colors.Black }.First(ink => Contrast(ink, fill) >= Readable);

    /// <summary>The contrast of two colours, from 1 to 21: WCAG 2.2's ratio of relative luminances.</summary>
    public static double Contrast(Color one, Color other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

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

    /// <summary>A channel of sRGB as an amount of light, from 0 to 1.</summary>
    public static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Luminance(Color color) => (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

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
