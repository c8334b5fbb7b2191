using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A plot in a picture, under a heading of its own.</summary>
/// <param name="heading">What the plot shows; empty for none.</param>
/// <param name="width">How wide, in CSS pixels.</param>
/// <param name="height">How high, in CSS pixels, the heading left out.</param>
public sealed class Panel(string heading, float width, float height) : IDisposable
{
    /// <summary>What the plot shows; empty for none.</summary>
    public string Heading { get; } = heading;

    /// <summary>How wide, in CSS pixels.</summary>
    public float Width { get; } = width;

    /// <summary>How high, in CSS pixels, the heading left out.</summary>
    public float Height { get; } = height;

    /// <summary>The plot, in the charts' common style.</summary>
    public Plot Plot { get; } = ChartTheme.NewPlot();

    /// <inheritdoc/>
    public void Dispose() => Plot.Dispose();
}
