using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>The text along an axis.</summary>
internal static class AxisLabel
{
    public static void Set(IAxis axis, string text)
    {
        axis.Label.Text = text;
        axis.Label.FontName = EmbeddedFonts.Family;
        axis.Label.FontSize = ChartTheme.Small;
        axis.Label.Bold = false;
        axis.Label.ForeColor = ChartTheme.Muted;
    }
}
