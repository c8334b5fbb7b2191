using System.Text;
using ConcurrencyBench.Reporting.Drawing;
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

    public static string Page(ReportContent content)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Document)] = content.Document,
            [nameof(ReportPage.Charts)] = content.Charts.Select(chart => ChartFile.Svg(chart, chart.Id)).ToList(),
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
