using ScottPlot;
using SkiaSharp;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Where everything of a picture goes, from top to bottom: title, subtitle, panels, legend, footnote.</summary>
internal sealed class PictureLayout
{
    private const float Gap = 18;
    private const float HeadingHeight = 20;
    private const float LineHeight = 17;

    private readonly IReadOnlyList<IReadOnlyList<Panel>> _rows;
    private readonly IReadOnlyList<string> _title;
    private readonly IReadOnlyList<string> _subtitle;
    private readonly IReadOnlyList<string> _footnote;
    private readonly IReadOnlyList<(LegendEntry Entry, float X, int Line)> _legend;

    public PictureLayout(Picture picture)
    {
        _rows = Flow(picture.Panels);
        _title = TextMeasure.Wrap(picture.Title, Ink.Large, Picture.Inner, isBold: true);
        _subtitle = TextMeasure.Wrap(picture.Subtitle, Ink.Medium, Picture.Inner);
        _footnote = TextMeasure.Wrap(picture.Footnote, Ink.Small, Picture.Inner);
        _legend = [.. LegendStrip.Place(picture.Legend, Picture.Inner)];
        Height = MathF.Ceiling(
            Picture.Margin + (_title.Count * 24) + (_subtitle.Count * LineHeight)
            + _rows.Sum(row => Gap + RowHeight(row))
            + (_legend.Count > 0 ? Gap + (LegendLines * LegendStrip.LineHeight) : 0)
            + (_footnote.Count > 0 ? 10 + (_footnote.Count * LineHeight) : 0) + Picture.Margin - 4);
    }

    /// <summary>The picture's height, CSS pixels.</summary>
    public float Height { get; }

    private int LegendLines => _legend.Max(item => item.Line) + 1;

    /// <summary>Draws the picture.</summary>
    /// <param name="canvas">On what; one unit is one CSS pixel.</param>
    public void Draw(SKCanvas canvas)
    {
        using (var paper = new SKPaint { Color = Ink.Paper.ToSKColor() })
        {
            canvas.DrawRect(0, 0, Picture.Width, Height, paper);
        }

        var y = Lines(canvas, _title, Picture.Margin - 2, new Type(Ink.Large, 24, Ink.Text, IsBold: true));
        y = Lines(canvas, _subtitle, y, new Type(Ink.Medium, LineHeight, Ink.Muted, IsBold: false));
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

        Lines(canvas, _footnote, y + 10, new Type(Ink.Small, LineHeight, Ink.Muted, IsBold: false));
    }

    private static void Row(SKCanvas canvas, IReadOnlyList<Panel> row, float y)
    {
        var x = Picture.Margin;
        foreach (var panel in row)
        {
            var heading = panel.Heading.Length > 0 ? HeadingHeight : 0;
            panel.Plot.Render(canvas, new PixelRect(x, x + panel.Width, y + heading + panel.Height, y + heading));
            if (heading > 0)
            {
                Lines(canvas, [panel.Heading], y, new Type(Ink.Medium, HeadingHeight, Ink.Text, IsBold: true), x);
            }

            x += panel.Width + Picture.Margin;
        }
    }

    private static float Lines(SKCanvas canvas, IReadOnlyList<string> lines, float y, Type type, float x = Picture.Margin)
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
            if (rows.Count == 0 || rows[^1].Sum(placed => placed.Width + Picture.Margin) + panel.Width > Picture.Inner)
            {
                rows.Add([]);
            }

            rows[^1].Add(panel);
        }

        return rows;
    }

    private static float RowHeight(IReadOnlyList<Panel> row) =>
        row.Max(panel => panel.Height + (panel.Heading.Length > 0 ? HeadingHeight : 0));

    private readonly record struct Type(float Size, float LineHeight, Color Color, bool IsBold);
}
