using ScottPlot;
using SkiaSharp;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>Where everything of a picture goes, from top to bottom: title, subtitle, panels, legend, footnote.</summary>
internal sealed class ChartLayout : IDisposable
{
    private const float Gap = 18;
    private const float HeadingHeight = 20;
    private const float LineHeight = 17;

    private readonly IReadOnlyList<IReadOnlyList<(Panel Panel, Plot Plot)>> _rows;
    private readonly IReadOnlyList<string> _title;
    private readonly IReadOnlyList<string> _subtitle;
    private readonly IReadOnlyList<string> _footnote;
    private readonly IReadOnlyList<(LegendEntry Entry, float X, int Line)> _legend;

    public ChartLayout(ChartImage picture)
    {
        _rows = [.. Flow(picture.Panels).Select(row => row.Select(panel => (panel, panel.Draw())).ToList())];
        _title = TextMeasure.Wrap(picture.Title, ChartTheme.Large, ChartImage.Inner, isBold: true);
        _subtitle = TextMeasure.Wrap(picture.Subtitle, ChartTheme.Medium, ChartImage.Inner);
        _footnote = TextMeasure.Wrap(string.Join(' ', picture.Footnote.OfType<string>()), ChartTheme.Small, ChartImage.Inner);
        _legend = [.. LegendStrip.Place(picture.Legend, ChartImage.Inner)];
        Height = MathF.Ceiling(
            ChartImage.Margin + (_title.Count * 24) + (_subtitle.Count * LineHeight)
            + _rows.Sum(row => Gap + RowHeight(row))
            + (_legend.Count > 0 ? Gap + (LegendLines * LegendStrip.LineHeight) : 0)
            + (_footnote.Count > 0 ? 10 + (_footnote.Count * LineHeight) : 0) + ChartImage.Margin - 4);
    }

    /// <summary>The picture's height, CSS pixels.</summary>
    public float Height { get; }

    private int LegendLines => _legend.Max(item => item.Line) + 1;

    /// <summary>Draws the picture.</summary>
    /// <param name="canvas">On what; one unit is one CSS pixel.</param>
    public void Draw(SKCanvas canvas)
    {
        using (var paper = new SKPaint { Color = ChartTheme.Paper.ToSKColor() })
        {
            canvas.DrawRect(0, 0, ChartImage.Width, Height, paper);
        }

        var y = Lines(canvas, _title, ChartImage.Margin - 2, new Type(ChartTheme.Large, 24, ChartTheme.Text, IsBold: true));
        y = Lines(canvas, _subtitle, y, new Type(ChartTheme.Medium, LineHeight, ChartTheme.Muted, IsBold: false));
        foreach (var row in _rows)
        {
            y += Gap;
            Row(canvas, row, y);
            y += RowHeight(row);
        }

        if (_legend.Count > 0)
        {
            LegendStrip.Draw(canvas, _legend, y + Gap);
            y += Gap + (LegendLines * LegendStrip.LineHeight);
        }

        Lines(canvas, _footnote, y + 10, new Type(ChartTheme.Small, LineHeight, ChartTheme.Muted, IsBold: false));
    }

    public void Dispose()
    {
        foreach (var (_, plot) in _rows.SelectMany(row => row))
        {
            plot.Dispose();
        }
    }

    private static void Row(SKCanvas canvas, IReadOnlyList<(Panel Panel, Plot Plot)> row, float y)
    {
        var x = ChartImage.Margin;
        foreach (var (panel, plot) in row)
        {
            var heading = panel.Heading.Length > 0 ? HeadingHeight : 0;
            plot.Render(canvas, new PixelRect(x, x + panel.Width, y + heading + panel.Height, y + heading));
            if (heading > 0)
            {
                Lines(canvas, [panel.Heading], y, new Type(ChartTheme.Medium, HeadingHeight, ChartTheme.Text, IsBold: true), x);
            }

            x += panel.Width + ChartImage.Margin;
        }
    }

    private static float Lines(SKCanvas canvas, IReadOnlyList<string> lines, float y, Type type, float x = ChartImage.Margin)
    {
        using var font = TextMeasure.Font(type.Size, type.IsBold);
        using var paint = new SKPaint { Color = type.Color.ToSKColor(), IsAntialias = true };
        for (var line = 0; line < lines.Count; line++)
        {
            canvas.DrawText(lines[line], x, y + (line * type.LineHeight) + type.Size, SKTextAlign.Left, font, paint);
        }

        return y + (lines.Count * type.LineHeight);
    }

    private static List<List<Panel>> Flow(IEnumerable<Panel> panels)
    {
        var rows = new List<List<Panel>>();
        foreach (var panel in panels)
        {
            if (rows.Count == 0 || rows[^1].Sum(placed => placed.Width + ChartImage.Margin) + panel.Width > ChartImage.Inner)
            {
                rows.Add([]);
            }

            rows[^1].Add(panel);
        }

        return rows;
    }

    private static float RowHeight(IReadOnlyList<(Panel Panel, Plot Plot)> row) =>
        row.Max(item => item.Panel.Height + (item.Panel.Heading.Length > 0 ? HeadingHeight : 0));

    private readonly record struct Type(float Size, float LineHeight, Color Color, bool IsBold);
}
