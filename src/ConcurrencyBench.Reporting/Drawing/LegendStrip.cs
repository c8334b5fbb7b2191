using ScottPlot;
using SkiaSharp;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>Draws the names of lines below the panels, as many in a line as fit.</summary>
internal static class LegendStrip
{
    public const float LineHeight = 20;

    private const float Swatch = 26;
    private const float Between = 18;

    /// <summary>Where each entry goes.</summary>
    public static IEnumerable<(LegendEntry Entry, float X, int Line)> Place(IEnumerable<LegendEntry> entries, float width)
    {
        var (x, line) = (0f, 0);
        foreach (var entry in entries)
        {
            var needed = Swatch + 6 + TextMeasure.Width(entry.Label, ChartTheme.Small);
            if (x > 0 && x + needed > width)
            {
                (x, line) = (0, line + 1);
            }

            yield return (entry, x, line);
            x += needed + Between;
        }
    }

    public static void Draw(SKCanvas canvas, IReadOnlyList<(LegendEntry Entry, float X, int Line)> entries, float top)
    {
        using var font = TextMeasure.Font(ChartTheme.Small, isBold: false);
        using var ink = new SKPaint { Color = ChartTheme.Text.ToSKColor(), IsAntialias = true };
        using var paint = Paint.NewDisposablePaint();
        foreach (var (entry, x, line) in entries)
        {
            var (left, middle) = (ChartImage.Margin + x, top + (line * LineHeight) + (LineHeight / 2));
            Pixel[] ends = [new(left, middle), new(left + Swatch, middle)];
            if (entry.Marker == MarkerShape.None)
            {
                DashedLine.Draw(canvas, ends);
            }
            else
            {
                ScottPlot.Drawing.DrawLine(canvas, paint, ends[0], ends[1], entry.Color, 2);
                ScottPlot.Drawing.DrawMarker(canvas, paint, new Pixel(left + (Swatch / 2), middle), Markers.Style(entry.Color, entry.Marker));
            }

            canvas.DrawText(entry.Label, left + Swatch + 6, middle + 4, SKTextAlign.Left, font, ink);
        }
    }
}
