using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>What workers leave behind, and what does not end when it is asked: neither holds a run.</summary>
[Collection(Measuring.Name)]
public sealed class SurvivorTests : IDisposable
{
    private static readonly string[] Tiny = ["--profile", "smoke", "--models", "threads", "--workloads", "timer", "--concurrency", "2", "--rounds", "1", "--out", MeasuringRun.Name];

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    /// <summary>The process holds every pipe of the worker; it is ended with the worker's group.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_WorkerLeavesAProcess_EndsWithItsReportAndEndsTheProcess()
    {
        var outcome = await LeavingBehind("sleep 600 & :").RunAsync(Tiny);
        outcome.AssertExitCode(0);
        Assert.True(File.Exists(_sandbox[$"{MeasuringRun.Name}/report.html"]));
        await _sandbox.AssertNothingLeftAsync();
    }

    /// <summary>It left the group too, so that its owner cannot be known; the run does not wait for it.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_WorkerLeavesAProcessOfAnotherGroup_EndsWithItsReport()
    {
        await Privilege.RequireAsync("setsid", "true");
        await using var run = LeavingBehind("setsid sleep 600 & :").Start(Tiny);
        var outcome = await run.WaitAsync();
        outcome.AssertExitCode(0);
        Assert.True(File.Exists(_sandbox[$"{MeasuringRun.Name}/report.html"]));
        Assert.NotEmpty(_sandbox.Processes());
    }

    /// <summary>A worker that is killed says nothing at its end, but its pipes are held open: its model fails and the others are measured.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_WorkerThatLeftAProcessIsKilled_FailsWithTheSignal()
    {
        await using var run = MeasuringRun.Start(LeavingBehind("setsid sleep 600 & :"), _sandbox, "--models", "threads", "--workloads", "timer", "--rounds", "1", "--quiet");
        await run.UntilAsync(entry => entry is Abstractions.Records.Launch { Cell.Model: "sequential" });
        RunningCbench.Signal("KILL", _sandbox.Processes("worker")[0]);
        var outcome = await run.WaitAsync();
        outcome.AssertExitCode(1);
        Assert.Contains("was killed by signal 9 (SIGKILL)", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>A worker that is stopped ends neither when asked nor for itself: the first interrupt waits for it.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_InterruptedTwice_EndsAtOnce()
    {
        await using var run = MeasuringRun.Start(Interruptible(), _sandbox, "--models", "threads", "--workloads", "timer", "--rounds", "9");
        await run.UntilAsync(entry => entry is BlockMeasurement);
        foreach (var worker in _sandbox.Processes("worker"))
        {
            RunningCbench.Signal("STOP", worker);
        }

        RunningCbench.Signal("INT", run.Id);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        RunningCbench.Signal("INT", run.Id);
        var outcome = await run.WaitAsync();
        outcome.AssertExitCode(130);
        Assert.Contains("cbench: interrupted again", outcome.Error, StringComparison.Ordinal);
        await _sandbox.AssertNothingLeftAsync();
    }

    /// <summary>As timeout(1) does, which signals its child and then the group that it leads.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_TerminatedTwiceAtOnce_StopsInOrder()
    {
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, "--models", "threads", "--workloads", "timer", "--rounds", "9");
        await run.UntilAsync(entry => entry is BlockMeasurement);
        RunningCbench.Signal("TERM", run.Id);
        RunningCbench.Signal("INT", run.Id);
        var outcome = await run.WaitAsync();
        outcome.AssertExitCode(130);
        Assert.Contains(" Continue with: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("interrupted again", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Also where the terminal's streams are gone with it.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData(">/dev/full 2>/dev/full")]
    public async Task Run_HangUp_StopsAsAnInterruptDoes(string streams)
    {
        var cbench = new Cbench(_sandbox) { Wrapper = ["env", "--default-signal=HUP", "sh", "-c", $"exec \"$@\" {streams}", "sh"] };
        await Privilege.RequireAsync("env", "--default-signal=HUP", "true");
        await using var run = MeasuringRun.Start(cbench, _sandbox, "--models", "threads", "--workloads", "timer", "--rounds", "9");
        await run.UntilAsync(entry => entry is BlockMeasurement);
        RunningCbench.Signal("HUP", run.Id);
        RunningCbench.Signal("HUP", run.Id);
        var outcome = await run.WaitAsync();
        outcome.AssertExitCode(130);
        Assert.Equal(streams.Length == 0, outcome.Error.Contains("--resume ", StringComparison.Ordinal));
        await _sandbox.AssertNothingLeftAsync();
    }

    /// <summary>As under nohup.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_HangUpThatIsIgnored_GoesOn()
    {
        var cbench = new Cbench(_sandbox) { Wrapper = ["env", "--ignore-signal=HUP"] };
        await Privilege.RequireAsync("env", "--ignore-signal=HUP", "true");
        await using var run = MeasuringRun.Start(cbench, _sandbox, "--models", "threads", "--workloads", "timer", "--rounds", "1", "--quiet");
        await run.UntilAsync(entry => entry is BlockMeasurement);
        RunningCbench.Signal("HUP", run.Id);
        (await run.WaitAsync()).AssertExitCode(0);
    }

    private Cbench Interruptible() => new(_sandbox) { Wrapper = ["env", "--default-signal=INT"] };

    private Cbench LeavingBehind(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found through /proc");
        return new Cbench(_sandbox)
        {
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(SurvivorTests).Assembly.Location,
                [StartupHook.Verb] = "worker",
                [StartupHook.Script] = script,
            },
        };
    }
}
