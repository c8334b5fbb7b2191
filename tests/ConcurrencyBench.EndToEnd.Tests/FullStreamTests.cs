using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Standard streams sent to a file on a full disk.</summary>
[Collection(Measuring.Name)]
public sealed class FullStreamTests(FinishedRun run) : IDisposable
{
    private const string Full = "/dev/full";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task List_OutputOnAFullDisk_IsRefusedInOneLine() =>
        (await Redirected($">{Full}").RunAsync("list", "models")).AssertRefused("cannot write standard output", "No space left", "make room");

    [Fact(Timeout = 60_000)]
    public async Task Report_OutputOnAFullDisk_IsRefusedInOneLineAndTheFilesAreWritten()
    {
        run.CopyTo(_sandbox["X"]);
        var before = _sandbox.Snapshot();
        Directory.Delete(_sandbox["X/benchmarkdotnet"], recursive: true);
        Directory.Delete(_sandbox["X/charts"], recursive: true);
        File.Delete(_sandbox["X/report.html"]);
        (await Redirected($">{Full}").RunAsync("report", "X")).AssertRefused("cannot write standard output", $"cbench report {_sandbox["X"]}");
        Assert.Equal(before, _sandbox.Snapshot());
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_ProgressOnAFullDisk_MeasuresAllTheSame()
    {
        var outcome = await Redirected($"2>{Full}").RunAsync("--profile", "smoke", "--models", "threads", "--workloads", "timer", "--out", "X");
        outcome.AssertExitCode(0);
        Assert.True(File.Exists(_sandbox["X/report.html"]));
    }

    private Cbench Redirected(string how)
    {
        Assert.SkipUnless(File.Exists(Full), $"{Full}, a file that is always full, is not on this system");
        return new Cbench(_sandbox) { Wrapper = ["sh", "-c", $"\"$@\" {how}", "sh"] };
    }
}
