using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>How markers look, on lines and in the legend.</summary>
internal static class Markers
{
    public static MarkerStyle Style(Color color, MarkerShape shape)
    {
        var style = new MarkerStyle(shape, 8, color) { IsVisible = shape != MarkerShape.None };
        style.LineColor = color;
        style.LineWidth = 2;
        style.OutlineColor = color;
        return style;
    }
}
