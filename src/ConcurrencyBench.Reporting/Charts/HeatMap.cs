using System.Globalization;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A grid of speed-ups. Colour is the ratio beside the others of its column; the number is in every cell.</summary>
/// <param name="Models">The rows, from top to bottom.</param>
/// <param name="Columns">The columns, from left to right.</param>
internal sealed record HeatMap(IReadOnlyList<string> Models, IReadOnlyList<HeatMapColumn> Columns)
{
    private const float RowHeight = 34;

    /// <summary>Draws the map.</summary>
    /// <param name="width">How wide, CSS pixels.</param>
    /// <returns>Its only panel; the plot belongs to the caller.</returns>
    public IEnumerable<Panel> Draw(float width)
    {
        var left = TextMeasure.Widest(Models, ChartTheme.Small) + 10;
        var cellWidth = Math.Min(110, (width - left) / Columns.Count);
        var isNarrow = TextMeasure.Widest(Columns.Select(column => column.Comparison.Workload), ChartTheme.Small) + 6 > cellWidth;
        var top = isNarrow ? TextMeasure.Widest(Columns.Select(Name), ChartTheme.Small) + 10 : 38;
        var panel = new Panel(string.Empty, width, top + 2 + (RowHeight * Models.Count));
        var plot = panel.Plot;
        plot.Layout.Fixed(new PixelPadding(left, width - left - (cellWidth * Columns.Count), 2, top));
        foreach (var (x, column) in Columns.Index())
        {
            foreach (var (row, cell) in column.Cells.Index())
            {
                DrawCell(plot, new Coordinates(x, Models.Count - 1 - row), (cell, column.ColorOf(cell)), cellWidth < 46);
            }
        }

        DrawAxes(plot, isNarrow);
        yield return panel;
    }

    private static string Name(HeatMapColumn column) =>
        $"{column.Comparison.Workload} ({column.Comparison.Concurrency.ToString(CultureInfo.InvariantCulture)})";

    private void DrawAxes(Plot plot, bool isNarrow)
    {
        plot.Axes.SetLimits(-0.5, Columns.Count - 0.5, -0.5, Models.Count - 0.5);
        plot.Axes.SetLimitsX(-0.5, Columns.Count - 0.5, plot.Axes.Top);
        plot.Axes.Left.SetTicks([.. Models.Select((_, row) => (double)(Models.Count - 1 - row))], [.. Models]);
        plot.Axes.Bottom.IsVisible = false;
        plot.Axes.Top.SetTicks(
            [.. Columns.Select((_, x) => (double)x)],
            [.. Columns.Select(column => isNarrow ? Name(column)
                : $"{column.Comparison.Workload}\n{column.Comparison.Concurrency.ToString(CultureInfo.InvariantCulture)} in flight")]);
        if (isNarrow)
        {
            plot.Axes.Top.TickLabelStyle.Rotation = -90;
            plot.Axes.Top.TickLabelStyle.Alignment = Alignment.MiddleLeft;
        }
    }

    private static void DrawCell(Plot plot, Coordinates at, (SpeedUpBar Bar, Color Fill) cell, bool isNarrow)
    {
        var (bar, fill) = cell;
        var area = plot.Add.Rectangle(at.X - 0.5, at.X + 0.5, at.Y - 0.5, at.Y + 0.5);
        area.FillColor = fill;
        area.LineColor = ChartTheme.Grid;
        area.LineWidth = 1;
        if (bar.SpeedUp is null)
        {
            Hatch(plot, at);
        }

        var text = plot.Add.Text(isNarrow ? bar.Label.TrimEnd('×') : bar.Label, at);
        text.LabelStyle.FontName = EmbeddedFonts.Family;
        text.LabelFontSize = ChartTheme.Small;
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontColor = ChartTheme.On(fill);
        text.LabelBackgroundColor = bar.SpeedUp is null ? fill : Colors.Transparent;
    }

    // Lines instead of a pattern: Skia writes patterns into SVG as pictures of pixels.
    private static void Hatch(Plot plot, Coordinates at)
    {
        for (var stripe = 0; stripe < 6; stripe++)
        {
            var (from, to) = (stripe / 6.0, (stripe + 1) / 6.0);
            var line = plot.Add.Line(at.X - 0.46 + (0.92 * from), at.Y - 0.42, at.X - 0.46 + (0.92 * to), at.Y + 0.42);
            line.LineColor = ChartTheme.Reference.WithAlpha(0.55);
            line.LineWidth = 1;
        }
    }
}
