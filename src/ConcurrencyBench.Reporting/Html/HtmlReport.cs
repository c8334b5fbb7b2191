using System.Text;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Tables;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConcurrencyBench.Reporting.Html;

/// <summary>Writes <c>report.html</c>: one file with everything in it, no script.</summary>
internal sealed class HtmlReport : IReport
{
    /// <inheritdoc/>
    public string Id => "report";

    /// <inheritdoc/>
    public IReadOnlyList<ReportFile> Files(ReportInput input) =>
        [new ReportFile("report.html", stream => stream.Write(Encoding.UTF8.GetBytes(Page(input))))];

    public static string Page(ReportInput input)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Document)] = ReportDocument.Build(input),
            [nameof(ReportPage.Charts)] = Charts(input),
            [nameof(ReportPage.Style)] = Style(),
        });

        // Nothing in the page waits for anything, so this is over when it returns.
        return renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(parameters)).ToHtmlString())
            .GetAwaiter().GetResult().ReplaceLineEndings("\n");
    }

    private static List<string> Charts(ReportInput input)
    {
        var svgs = new List<string>();
        foreach (var chart in ReportWriter.Reports.OfType<Chart>().OrderByDescending(chart => chart is HeadlineChart))
        {
            using var picture = chart.Draw(input);
            if (picture is not null)
            {
                svgs.Add(ChartFile.Svg(picture, chart.Id));
            }
        }

        return svgs;
    }

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
