using ScottPlot;
using ScottPlot.Plottables;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>Draws a model's line: in its colour and with its marker, whiskers for intervals, hollow marks where there are none.</summary>
internal static class MarkedLine
{
    /// <summary>Draws a line.</summary>
    /// <param name="plot">On what.</param>
    /// <param name="palette">What models look like.</param>
    /// <param name="model">Whose line.</param>
    /// <param name="runs">Its points; neighbours of one run are connected.</param>
    public static void Draw(Plot plot, Palette palette, string model, IReadOnlyList<IReadOnlyList<MarkedPoint>> runs)
    {
        var (color, marker) = (palette.ColorOf(model), palette.ShapeOf(model));
        foreach (var run in runs.Where(run => run.Count > 1))
        {
            var connection = plot.Add.Scatter(run.Select(At).ToArray(), color);
            connection.LineWidth = 1.8f;
            connection.MarkerStyle.IsVisible = false;
        }

        var points = runs.SelectMany(run => run).ToList();
        DrawMarks(plot, points.Where(point => point.Lower is null), Markers.Hollow(color, marker));
        DrawMarks(plot, points.Where(point => point.Lower is not null), Markers.Style(color, marker));
        foreach (var point in points.Where(point => point.Lower is not null))
        {
            plot.PlottableList.Add(new ErrorBar([point.X], [point.Y], null, null, [point.Upper!.Value - point.Y], [point.Y - point.Lower!.Value])
            {
                LineColor = color,
                LineWidth = 1.4f,
                CapSize = 3,
            });
        }
    }

    private static void DrawMarks(Plot plot, IEnumerable<MarkedPoint> points, MarkerStyle style)
    {
        var places = points.Select(At).ToArray();
        if (places.Length > 0)
        {
            var marks = plot.Add.Scatter(places);
            marks.LineWidth = 0;
            marks.MarkerStyle = style;
        }
    }

    private static Coordinates At(MarkedPoint point) => new(point.X, point.Y);
}
