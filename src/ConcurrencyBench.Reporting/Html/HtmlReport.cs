using System.Text;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Tables;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConcurrencyBench.Reporting.Html;

/// <summary>Writes <c>report.html</c>: one file with everything in it, no script.</summary>
internal sealed class HtmlReport : IReport
{
    public IReadOnlyList<ReportFile> Files(ReportContent content) =>
        [new ReportFile("report.html", stream => stream.Write(Encoding.UTF8.GetBytes(Page(content))))];

    public static string Page(ReportContent content) => Page(content.Document, [.. content.Charts.Select(chart => ChartFile.Svg(chart, chart.Id))]);

    /// <summary>The page of a run's words and of its charts as SVG, the first above the tables.</summary>
    public static string Page(ReportDocument document, IReadOnlyList<string> charts)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Document)] = document,
            [nameof(ReportPage.Charts)] = charts,
            [nameof(ReportPage.Style)] = Style(),
        });

        // Nothing in the page waits for anything, so this is over when it returns.
        return renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(parameters)).ToHtmlString())
            .GetAwaiter().GetResult().ReplaceLineEndings("\n");
    }

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
