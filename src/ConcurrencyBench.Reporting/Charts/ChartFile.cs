using System.Text;
using SkiaSharp;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Writes pictures as files.</summary>
internal static class ChartFile
{
    private const int PngScale = 2;

    // Charts are lines and areas of one colour: filters and the most thorough search make them no smaller, and slow to write.
    private static readonly SKPngEncoderOptions Png = new(SKPngEncoderFilterFlags.NoFilters, zLibLevel: 3);

    /// <summary>Writes a picture as PNG of twice its CSS size, sharp on dense screens.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stream">Where to.</param>
    public static void WritePng(ChartImage picture, Stream stream)
    {
        var layout = new ChartLayout(picture);
        var (width, height) = ((int)ChartImage.Width * PngScale, (int)layout.Height * PngScale);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKImageInfo.PlatformColorType, SKAlphaType.Opaque));
        surface.Canvas.Scale(PngScale);
        layout.Draw(surface.Canvas);
        using var pixels = surface.PeekPixels();

        // Not straight into the stream: what a full disk throws must not pass through native code.
        using var data = pixels.Encode(Png) ?? throw new InvalidOperationException("Skia cannot encode the picture");
        data.SaveTo(stream);
    }

    /// <summary>Writes a picture as SVG that needs no installed font.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stream">Where to.</param>
    public static void WriteSvg(ChartImage picture, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(Svg(picture, "chart")));

    /// <summary>A picture as SVG text.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="prefix">What ids begin with, different for each picture of a page.</param>
    /// <returns>One <c>svg</c> element, ended by a line feed.</returns>
    public static string Svg(ChartImage picture, string prefix)
    {
        var layout = new ChartLayout(picture);

        // ScottPlot draws a plot again at once while its limits are new to it. On pixels the second drawing covers the first;
        // in SVG both would stay, and be nearly half of the file.
        using (var nowhere = new SKNoDrawCanvas((int)ChartImage.Width, (int)layout.Height))
        {
            layout.Draw(nowhere);
        }

        using var memory = new MemoryStream();

        // Skia ends the document when the canvas goes.
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, ChartImage.Width, layout.Height), memory))
        {
            layout.Draw(canvas);
        }

        return SvgText.Clean(Encoding.UTF8.GetString(memory.ToArray()), prefix, picture);
    }
}
