using ScottPlot;
using SkiaSharp;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>
/// A dashed line made of short lines. ScottPlot's own dashes are path effects, which Skia cannot write as SVG: it
/// complains on standard error and draws an outline of every dash instead.
/// </summary>
internal sealed class DashedLine(IReadOnlyList<Coordinates> points) : IPlottable
{
    private const float Dash = 6;
    private const float Gap = 5;

    /// <summary>The line's corners.</summary>
    public IReadOnlyList<Coordinates> Points => points;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    /// <summary>Draws dashes along pixels.</summary>
    public static void Draw(SKCanvas canvas, IReadOnlyList<Pixel> pixels)
    {
        using var path = new SKPath();
        var walked = 0f;
        foreach (var (from, to) in pixels.Zip(pixels.Skip(1)))
        {
            walked = Walk(path, from, to, walked);
        }

        using var paint = new SKPaint { Color = ChartTheme.Text.ToSKColor(), Style = SKPaintStyle.Stroke, StrokeWidth = 1.5f, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp) => Draw(rp.Canvas, [.. points.Select(Axes.GetPixel)]);

    // Dashes go on around corners: 'walked' is how far into dash and gap the last segment ended.
    private static float Walk(SKPath path, Pixel from, Pixel to, float walked)
    {
        var length = MathF.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
        for (var start = -walked; start < length; start += Dash + Gap)
        {
            var (begin, end) = (Math.Max(0, start), Math.Min(length, start + Dash));
            if (end > begin)
            {
                path.MoveTo(At(begin));
                path.LineTo(At(end));
            }
        }

        return (walked + length) % (Dash + Gap);

        SKPoint At(float distance) =>
            new(from.X + ((to.X - from.X) * distance / length), from.Y + ((to.Y - from.Y) * distance / length));
    }
}
