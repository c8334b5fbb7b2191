using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

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

    /// <summary>The marker of a figure without interval: hollow, or thin where the shape is hollow already.</summary>
    public static MarkerStyle Hollow(Color color, MarkerShape shape)
    {
        var style = Style(color, shape);
        style.FillColor = ChartTheme.Paper;
        style.OutlineWidth = 1.5f;
        style.LineWidth = 1;
        return style;
    }
}
