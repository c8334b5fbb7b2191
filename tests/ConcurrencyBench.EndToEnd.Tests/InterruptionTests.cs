using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Runs that are stopped while they measure: nothing is left of them but their journal, from which they go on.</summary>
[Collection(Measuring.Name)]
public sealed class InterruptionTests(FinishedRun finished) : IDisposable
{
    // Every kind of process, file and memory that a run holds: workers, a pool, a fixture's folder.
    private static readonly string[] Holding = ["--models", "processes", "--workloads", "files", "--rounds", "2"];
    private const int Rounds = 2;
    private const int BlocksPerRound = 8;

    // Two models, and the baseline once more.
    private const int ModelsPerBlock = 3;

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 240_000)]
    public async Task Run_CtrlC_EndsEverythingAndCanBeResumed()
    {
        RequireLinux();

        // Ctrl-C reaches the whole group. A test that was started in the background may have been set to ignore it.
        await Privilege.RequireAsync("env", "--default-signal=INT", "setsid", "true");
        var cbench = new Cbench(_sandbox) { Wrapper = ["env", "--default-signal=INT", "setsid"] };
        await using var run = MeasuringRun.Start(cbench, _sandbox, Holding);
        await UntilItHoldsEverythingAsync(run);
        RunningCbench.Signal("INT", -run.Id);
        var outcome = await run.WaitAsync();

        outcome.AssertExitCode(130);
        Assert.Empty(outcome.Output);
        Assert.EndsWith($" Continue with: {Cbench.Path} --resume {_sandbox[MeasuringRun.Name]}\n", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Processes());
        await _sandbox.AssertNothingLeftAsync();
        await AssertResumesAsync(string.Empty);
    }

    [Fact(Timeout = 240_000)]
    public async Task Run_Killed_ItsProcessesEndByThemselvesAndItCanBeResumed()
    {
        RequireLinux();
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, Holding);
        await UntilItHoldsEverythingAsync(run);
        RunningCbench.Signal("KILL", run.Id);
        (await run.WaitAsync()).AssertExitCode(128 + 9);

        await _sandbox.AssertNothingLeftAsync();
        await AssertResumesAsync("{\"entry\":\"measurement\",\"bl");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resume_KilledBeforeItMeasured_MeasuresTheWholeRun(bool hasJournal)
    {
        finished.CopyTo(_sandbox["X"]);
        var whole = await File.ReadAllLinesAsync(_sandbox["X/measurements.jsonl"], TestContext.Current.CancellationToken);
        File.Delete(_sandbox["X/measurements.jsonl"]);
        if (hasJournal)
        {
            await File.WriteAllTextAsync(_sandbox["X/measurements.jsonl"], string.Empty, TestContext.Current.CancellationToken);
        }

        (await _sandbox.Cbench.RunAsync("--resume", "X", "--quiet")).AssertExitCode(0);
        Assert.Equal(whole.Length, (await File.ReadAllLinesAsync(_sandbox["X/measurements.jsonl"], TestContext.Current.CancellationToken)).Length);
        await _sandbox.AssertNothingLeftAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("report")]
    [InlineData("--resume")]
    public async Task OpenRun_WhileTheRunGoesOn_IsRefusedWithItsProcess(string command)
    {
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, "--models", "threads", "--workloads", "timer", "--rounds", "9");
        await run.UntilAsync(entry => entry is Abstractions.Records.Launch);
        var outcome = await _sandbox.Cbench.RunAsync(command, MeasuringRun.Name);
        outcome.AssertRefused($"{MeasuringRun.Name} is being measured by {(OperatingSystem.IsLinux() ? $"process {run.Id}:" : "another process:")}");
    }

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found through /proc");

    /// <summary>So that there is something that could be left.</summary>
    private async Task UntilItHoldsEverythingAsync(MeasuringRun run)
    {
        await run.UntilAsync(entry => entry is BlockMeasurement);
        await run.UntilAsync(() => Directory.EnumerateDirectories(_sandbox.Temporary).Any()
            && new[] { "worker", "pool-process", "fixture" }.All(verb => _sandbox.Processes(verb).Count > 0));
    }

    private void AssertSessions(int entries)
    {
        var manifest = RunFolder.Open(_sandbox[MeasuringRun.Name]).Manifest;
        Assert.Equal([0, entries], manifest.Sessions!.Select(session => session.Entries));
        Assert.Equal(manifest.StartedAt, manifest.Sessions![0].StartedAt);
        Assert.False(manifest.IsPlannedAsOneLook);
    }

    private async Task AssertResumesAsync(string cut)
    {
        var token = TestContext.Current.CancellationToken;
        var journal = _sandbox[$"{MeasuringRun.Name}/measurements.jsonl"];
        var whole = await File.ReadAllBytesAsync(journal, token);
        whole = whole[..(Array.LastIndexOf(whole, (byte)'\n') + 1)];
        await File.WriteAllBytesAsync(journal, whole, token);
        await File.AppendAllTextAsync(journal, cut, token);

        var outcome = await _sandbox.Cbench.RunAsync("--resume", MeasuringRun.Name, "--quiet");
        outcome.AssertMeasured();
        Assert.Equal(cut.Length > 0, outcome.Error.Contains("measurements.jsonl was cut", StringComparison.Ordinal));
        var after = await File.ReadAllBytesAsync(journal, token);
        Assert.Equal(whole, after.Take(whole.Length));
        var rounds = MeasuringRun.Entries(_sandbox).OfType<BlockMeasurement>().GroupBy(entry => entry.Round);
        Assert.Equal(Rounds, rounds.Count(round => round.GroupBy(entry => entry.Block).Count(block => block.Count() == ModelsPerBlock) >= BlocksPerRound));
        AssertSessions(whole.Count(letter => letter == '\n'));
        Assert.Contains(", resumed 1 time", await File.ReadAllTextAsync(_sandbox[$"{MeasuringRun.Name}/report.html"], token), StringComparison.Ordinal);
        await _sandbox.AssertNothingLeftAsync();
    }
}
