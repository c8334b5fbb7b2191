using System.Diagnostics;
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
        var browser = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
        if (browser is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", ".ci/run installs chromium, and it is not there");
            Assert.Skip("needs chromium: install Debian's package of that name");
        }

        var page = new Uri(run.Sandbox[Path.Combine(FinishedRun.Name, "report.html")]).AbsoluteUri;
        var shown = await BrowseAsync(browser, "--dump-dom", page);
        Assert.Contains("<caption", shown, StringComparison.Ordinal);
        Assert.Contains("<svg", shown, StringComparison.Ordinal);

        await BrowseAsync(browser, $"--screenshot={_sandbox["page.png"]}", "--window-size=900,1200", page);
        Assert.True(new FileInfo(_sandbox["page.png"]).Length > 20_000, "the picture of the page is nearly empty");
    }

    private async Task<string> BrowseAsync(string browser, params IEnumerable<string> arguments)
    {
        string[] quiet =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", $"--user-data-dir={_sandbox["profile"]}",
        ];
        using var process = Process.Start(new ProcessStartInfo(browser, [.. quiet, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
