using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary><c>report</c> of a calibration, which measures nothing and runs beside the tests that do.</summary>
public sealed class CalibrationReportTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Report_OfACalibration_IsTheSameTwiceAndKeptInItsFolderAlone()
    {
        using var run = new DamagedRun(isCalibration: true);
        var inFolder = Path.Combine(run.Path, CalibrationFile.Name);
        var first = await _sandbox.Cbench.RunAsync("report", run.Path);
        var text = await File.ReadAllTextAsync(inFolder, TestContext.Current.CancellationToken);
        var second = await _sandbox.Cbench.RunAsync("report", run.Path);

        // One of its operations failed.
        first.AssertExitCode(1);
        Assert.Equal(first, second);
        Assert.Equal(text, await File.ReadAllTextAsync(inFolder, TestContext.Current.CancellationToken));
        Assert.All(["What intervals and verdicts are worth here", "How often more work is found", "Noise floors", "Without a neighbour, ", "Beside bursts, "], part => Assert.Contains(part, first.Output, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_sandbox["user-data"]), "a report may be of another machine's calibration");
    }
}
