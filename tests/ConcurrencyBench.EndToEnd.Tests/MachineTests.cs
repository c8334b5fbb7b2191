using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Tests;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>What the machine does to a run, or is said to be: the run notices, and believes the system alone.</summary>
[Collection(Measuring.Name)]
public sealed class MachineTests : IDisposable
{
    // Longer than a worker may take to answer.
    private static readonly TimeSpan _stop = TimeSpan.FromSeconds(12);

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Run_AllItsProcessesAreStoppedForAWhile_NothingFailsAndWhatWasStoppedDoesNotCount()
    {
        LongTests.Require();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found through /proc");
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, "--models", "threads", "--workloads", "http", "--rounds", "99", "--quiet");
        await run.UntilAsync(entry => entry is BlockMeasurement);
        do
        {
            // Between two operations a stop harms nothing, and is not noted: then once more.
            var before = Blocks().Count;
            await StopAsync();
            await run.UntilAsync(() => Blocks().Count > before);
        }
        while (!Measured().Any(measurement => measurement.Disturbance?.InterruptedNanoseconds > _stop.TotalNanoseconds / 2));

        var blocks = Blocks().Count;
        await run.UntilAsync(() => Blocks().Count > blocks);
        RunningCbench.Signal("INT", run.Id);
        (await run.WaitAsync()).AssertExitCode(130);

        Assert.Empty(MeasuringRun.Entries(_sandbox).OfType<Failure>());
        Assert.All(Measured().Where(measurement => measurement.Nanoseconds > _stop.TotalNanoseconds / 2), measurement => Assert.True(measurement.Disturbance!.IsInterrupted));
        var report = await _sandbox.Cbench.RunAsync("report", MeasuringRun.Name);
        report.AssertMeasured();
        Assert.Contains("The run itself was stopped during", report.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_VariableThatOverridesTheProcessors_IsNotBelievedAndSaid()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system's number is read from /proc and /sys");
        var wrong = UsableCores.Read().AsTheRuntimeCounts + 6;
        _sandbox.Cbench.Environment["DOTNET_PROCESSOR_COUNT"] = wrong.ToString("X", CultureInfo.InvariantCulture);
        var outcome = await _sandbox.Cbench.RunAsync(
            "--profile", "smoke", "--models", "threads", "--workloads", "primes", "--rounds", "1", "--budget", "60s", "--quiet", "--out", MeasuringRun.Name);
        outcome.AssertExitCode(0);

        var (_, manifest) = RunFolder.Open(_sandbox[MeasuringRun.Name]);
        Assert.Equal((UsableCores.Read().Count, wrong), (manifest.Environment.UsableCores, manifest.Environment.RuntimeCores));
        Assert.DoesNotContain(wrong, Assert.Single(manifest.Plan.Workloads).Concurrencies);
        Assert.Contains($"The .NET runtime of this program counts {wrong} cores where", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"{wrong} cores,", outcome.Output, StringComparison.Ordinal);
    }

    private IReadOnlyList<BlockMeasurement> Measured() => [.. MeasuringRun.Entries(_sandbox).OfType<BlockMeasurement>()];

    private IReadOnlyList<(int Round, int Block)> Blocks() => [.. Measured().Select(measurement => (measurement.Round, measurement.Block)).Distinct()];

    private async Task StopAsync()
    {
        var processes = _sandbox.Processes();
        Assert.All(processes, process => RunningCbench.Signal("STOP", process));
        await Task.Delay(_stop, TestContext.Current.CancellationToken);
        Assert.All(processes, process => RunningCbench.Signal("CONT", process));
    }
}
