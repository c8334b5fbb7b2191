namespace ConcurrencyBench.Reporting.Charts;

/// <summary>
/// A report that is a picture of ScottPlot plots, written as SVG and as PNG of twice its size. One file for each in
/// this folder; found by the scan.
/// </summary>
public abstract class Chart : IReport
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <summary>Draws the picture.</summary>
    /// <param name="input">The run.</param>
    /// <returns>The picture, or null when the run has nothing that it could show.</returns>
    public abstract ChartImage? Draw(ReportInput input);

    /// <inheritdoc/>
    public IReadOnlyList<ReportFile> Files(ReportInput input)
    {
        using var picture = Draw(input);
        return picture is null ? [] :
        [
            new ReportFile($"charts/{Id}.png", stream => Write(input, stream, ChartFile.WritePng)),
            new ReportFile($"charts/{Id}.svg", stream => Write(input, stream, ChartFile.WriteSvg)),
        ];
    }

    private void Write(ReportInput input, Stream stream, Action<ChartImage, Stream> write)
    {
        // Drawn anew for each file: ScottPlot's plots keep what an earlier rendering laid out, and the next comes out otherwise.
        using var picture = Draw(input);
        write(picture!, stream);
    }
}
