using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Processes of a run that die while it measures: their cells fail, with the reason, and the rest is measured.</summary>
[Collection(Measuring.Name)]
public sealed class FailureTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Run_WorkerKilled_ItsModelFailsWithTheSignalAndTheOthersAreMeasured()
    {
        // All workers run by the first launch, and each has still something to do.
        var (victim, outcome) = await KillAsync("worker", "sequential", "--models", "threads", "--workloads", "timer");
        outcome.AssertExitCode(1);
        var failure = Assert.Single(Entries<Failure>());
        Assert.Equal(victim, failure.ProcessId);
        Assert.Equal(128 + 9, failure.ExitCode);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {victim} was killed by signal 9 (SIGKILL)"), failure.Reason, StringComparison.Ordinal);
        AssertMeasuredBut(failure.Cell.Model, ["sequential", "threads", "sequential-again", "threads-again"]);
        Assert.Contains(failure.Reason, Unwrapped(outcome.Output), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_PoolProcessKilled_TheModelFailsWithTheSignalAndTheOthersAreMeasured()
    {
        var (victim, outcome) = await KillAsync("pool-process", "processes", "--models", "processes", "--workloads", "timer");
        outcome.AssertExitCode(1);
        var failure = Assert.Single(Entries<Failure>());
        Assert.Equal("processes", failure.Cell.Model);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {victim} was killed by signal 9 (SIGKILL)"), failure.Reason, StringComparison.Ordinal);
        AssertMeasuredBut("processes", ["sequential", "processes", "sequential-again"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_SiloKilled_TheModelFailsWithTheSignalAndTheOthersAreMeasured()
    {
        var (victim, outcome) = await KillAsync("silo-process", "distributed", "--models", "distributed", "--workloads", "timer");
        outcome.AssertExitCode(1);
        var failure = Assert.Single(Entries<Failure>());
        Assert.Equal("distributed", failure.Cell.Model);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"silo process {victim} was killed by signal 9 (SIGKILL)"), failure.Reason, StringComparison.Ordinal);
        AssertMeasuredBut("distributed", ["sequential", "distributed", "sequential-again"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_FixtureKilled_EveryCellFailsAndGoesWellInTheNextRound()
    {
        var (victim, outcome) = await KillAsync("fixture", "sequential", "--models", "threads", "--workloads", "tcp");
        outcome.AssertExitCode(0);
        Assert.Equal(
            ["sequential", "sequential-again", "threads", "threads-again"],
            Entries<Failure>().Select(failure => failure.Cell.Model).Order());
        Assert.All(Entries<Failure>(), failure => Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"the fixture's process {victim} was killed by signal 9 (SIGKILL)"), failure.Reason, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithoutATerminal_ReportsItsProgressInPlainLines()
    {
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, "--models", "threads", "--workloads", "timer", "--rounds", "1");
        var outcome = await run.WaitAsync();
        outcome.AssertExitCode(0);
        Assert.Matches(@"\A( *\d+ %  until [^\n]* at most \([^\n]* left\) · round 1 of 1 · timer(; [^\n]*)?\n)+\z", outcome.Error);
        Assert.DoesNotContain('\u001b', outcome.Error);
        Assert.DoesNotContain('\r', outcome.Error);
    }

    /// <summary>Kills the first process of a kind once a model is ready, and lets the run end.</summary>
    private async Task<(int Victim, Outcome Outcome)> KillAsync(string verb, string readyModel, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found through /proc");
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, [.. arguments, "--rounds", "2", "--quiet"]);
        await run.UntilAsync(entry => entry is Launch launch && launch.Cell.Model == readyModel);
        var victim = _sandbox.Processes(verb)[0];
        RunningCbench.Signal("KILL", victim);
        var outcome = await run.WaitAsync();
        Assert.All(Entries<Failure>(), failure => Assert.Contains($"{failure.Cell} failed: {failure.Reason}", outcome.Error, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', outcome.Error);
        Assert.Empty(_sandbox.Processes());
        return (victim, outcome);
    }

    private IEnumerable<T> Entries<T>() => MeasuringRun.Entries(_sandbox).OfType<T>();

    private void AssertMeasuredBut(string failed, IReadOnlyList<string> planned)
    {
        var measured = Entries<BlockMeasurement>().ToList();
        var blocks = measured.Select(measurement => (measurement.Round, measurement.Block)).Distinct().Count();
        Assert.True(blocks >= 2, $"only {blocks} blocks");
        Assert.All(planned.Where(model => model != failed), model =>
            Assert.Equal(blocks, measured.Count(measurement => measurement.Cell.Model == model)));
    }

    /// <summary>Lines are wrapped at the width of a log.</summary>
    private static string Unwrapped(string output) => output.Replace("\n", " ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
}
