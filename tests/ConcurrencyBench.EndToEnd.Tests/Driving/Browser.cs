using System.Diagnostics;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>A real browser without a window.</summary>
/// <param name="sandbox">Where it keeps its profile.</param>
internal sealed class Browser(Sandbox sandbox)
{
    private static readonly string? _program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    /// <summary>Skips the test where there is none; <c>.ci/run</c> installs it.</summary>
    public static void Require()
    {
        if (_program is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", ".ci/run installs chromium, and it is not there");
            Assert.Skip("needs chromium: install Debian's package of that name");
        }
    }

    /// <summary>Opens a page.</summary>
    /// <param name="arguments">What to do with it, and its address.</param>
    /// <returns>What the browser wrote.</returns>
    public async Task<string> OpenAsync(params IEnumerable<string> arguments)
    {
        string[] quiet =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", $"--user-data-dir={sandbox["profile"]}",
        ];
        using var process = Process.Start(new ProcessStartInfo(_program!, [.. quiet, .. arguments])
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
