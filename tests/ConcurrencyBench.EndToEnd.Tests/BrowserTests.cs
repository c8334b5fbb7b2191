using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>The page of a run in a real browser.</summary>
public sealed class BrowserTests(FinishedRun run) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task ReportHtml_InChromium_IsDrawnWithItsTablesAndCharts()
    {
        Browser.Require();
        var browser = new Browser(_sandbox);
        var page = new Uri(run.Sandbox[Path.Combine(FinishedRun.Name, "report.html")]).AbsoluteUri;
        var shown = await browser.OpenAsync("--dump-dom", page);
        Assert.Contains("<caption", shown, StringComparison.Ordinal);
        Assert.Contains("<svg", shown, StringComparison.Ordinal);

        await browser.OpenAsync($"--screenshot={_sandbox["page.png"]}", "--window-size=900,1200", page);
        Assert.True(new FileInfo(_sandbox["page.png"]).Length > 20_000, "the picture of the page is nearly empty");
    }
}
