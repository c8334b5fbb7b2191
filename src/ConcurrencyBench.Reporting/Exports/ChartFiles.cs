using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Drawing;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>Writes every chart as PNG and as SVG.</summary>
internal sealed class ChartFiles : IReport
{
    public IReadOnlyList<string> OwnPaths { get; } = [.. Chart.All.SelectMany(chart => new[] { Png(chart.Id), Svg(chart.Id) })];

    public IReadOnlyList<ReportFile> Files(ReportContent content) =>
    [
        .. content.Charts.SelectMany(chart => new[]
        {
            new ReportFile(Png(chart.Id), stream => ChartFile.WritePng(chart, stream)),
            new ReportFile(Svg(chart.Id), stream => ChartFile.WriteSvg(chart, stream)),
        }),
    ];

    private static string Png(string id) => $"charts/{id}.png";

    private static string Svg(string id) => $"charts/{id}.svg";
}
