using SkiaSharp;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>A chart of a run. It is drawn once, when it is first written, and then played to whatever it is written as.</summary>
internal sealed class DrawnChart(string id, ChartImage image)
{
    private readonly Lazy<SKPicture> _drawing = new(() => Draw(image));

    /// <summary>The chart's public name.</summary>
    public string Id => id;

    /// <summary>What it shows.</summary>
    public ChartImage Image => image;

    /// <summary>Its height, CSS pixels.</summary>
    public float Height => _drawing.Value.CullRect.Height;

    /// <summary>Plays the drawing to a canvas. Any thread may.</summary>
    /// <param name="canvas">To what; one unit is one CSS pixel.</param>
    public void PlayTo(SKCanvas canvas) => canvas.DrawPicture(_drawing.Value);

    private static SKPicture Draw(ChartImage image)
    {
        using var layout = new ChartLayout(image);

        // ScottPlot draws a plot again at once while its limits are new to it. On pixels the second drawing covers the first;
        // recorded, both would stay, and be nearly half of an SVG.
        using (var nowhere = new SKNoDrawCanvas((int)ChartImage.Width, (int)layout.Height))
        {
            layout.Draw(nowhere);
        }

        using var recorder = new SKPictureRecorder();
        layout.Draw(recorder.BeginRecording(new SKRect(0, 0, ChartImage.Width, layout.Height)));
        return recorder.EndRecording();
    }
}
