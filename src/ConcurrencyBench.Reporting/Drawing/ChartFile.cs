using System.Text;
using SkiaSharp;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>Writes drawn charts.</summary>
internal static class ChartFile
{
    private const int PngScale = 2;

    // Charts are lines and areas of one colour: filters and the most thorough search make them no smaller, and slow to write.
    private static readonly SKPngEncoderOptions Png = new(SKPngEncoderFilterFlags.NoFilters, zLibLevel: 3);

    /// <summary>Writes a chart as PNG of twice its CSS size, sharp on dense screens.</summary>
    public static void WritePng(DrawnChart chart, Stream stream)
    {
        var (width, height) = ((int)ChartImage.Width * PngScale, (int)chart.Height * PngScale);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKImageInfo.PlatformColorType, SKAlphaType.Opaque));
        surface.Canvas.Scale(PngScale);
        chart.PlayTo(surface.Canvas);
        using var pixels = surface.PeekPixels();

        // Not straight into the stream: what a full disk throws must not pass through native code.
        using var data = pixels.Encode(Png) ?? throw new InvalidOperationException("Skia cannot encode the picture");
        data.SaveTo(stream);
    }

    /// <summary>Writes a chart as SVG that needs no installed font.</summary>
    public static void WriteSvg(DrawnChart chart, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(Svg(chart, "chart")));

    /// <summary>A chart as SVG text.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="prefix">What ids begin with, different for each chart of a page.</param>
    /// <returns>One <c>svg</c> element, ended by a line feed.</returns>
    public static string Svg(DrawnChart chart, string prefix)
    {
        using var memory = new MemoryStream();

        // Skia ends the document when the canvas goes.
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, ChartImage.Width, chart.Height), memory))
        {
            chart.PlayTo(canvas);
        }

        return SvgText.Clean(Encoding.UTF8.GetString(memory.ToArray()), prefix, chart.Image);
    }
}
