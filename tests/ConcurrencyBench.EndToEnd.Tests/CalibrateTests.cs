using System.Text.Json;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary><c>calibrate</c>, and what runs take from its file.</summary>
[Collection(Measuring.Name)]
public sealed class CalibrateTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    private string Kept => Path.Combine(_sandbox["user-data"], "cbench", "calibration.json");

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Calibrate_TimeForNoRound_SaysSoAndIsContinuedByItselfAlone()
    {
        var outcome = await _sandbox.Cbench.RunAsync("calibrate", "--budget", "1s", "--out", "c", "--neighbour", "bursts", "--quiet");
        outcome.AssertExitCode(1);
        Assert.Contains("No noise floor is known: that takes rounds without a neighbour, of which this calibration plans none", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("calibrate --neighbour none. Nothing else is known", outcome.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Kept));
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["c/run.json"], TestContext.Current.CancellationToken));
        var comparisons = manifest.RootElement.GetProperty("plan").GetProperty("workloads")[0].GetProperty("comparisons");
        Assert.Equal(["primes/2/beside-bursts", "primes/2/plain-beside-bursts"], comparisons.EnumerateArray().Select(comparison => comparison.GetProperty("id").GetString()!.Replace($"/{Environment.ProcessorCount}/", "/2/", StringComparison.Ordinal)));

        (await _sandbox.Cbench.RunAsync("--resume", "c")).AssertRefused("c was begun by 'calibrate'", "calibrate --resume");

        // Whether an operation was measured is the machine's affair.
        var report = await _sandbox.Cbench.RunAsync("report", "c");
        Assert.NotEqual(0, report.ExitCode);
        Assert.Contains("calibrate --resume", report.Output + report.Error, StringComparison.Ordinal);
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Calibrate_SettingsAsVariablesAndKeys_CountOrAreReportedToDoNothing()
    {
        await File.WriteAllTextAsync(_sandbox["cbench.json"], """{"workloads": "json", "seed": 7, "rounds": 9}""", TestContext.Current.CancellationToken);
        _sandbox.Cbench.Environment["CBENCH_BUDGET"] = "1s";
        _sandbox.Cbench.Environment["CBENCH_MODELS"] = "async";
        var outcome = await _sandbox.Cbench.RunAsync("calibrate", "--out", "c", "--quiet");
        outcome.AssertExitCode(1);
        Assert.Contains("CBENCH_MODELS does nothing here", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("cbench.json, line 1: rounds does nothing here", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("BUDGET", outcome.Error, StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["c/run.json"], TestContext.Current.CancellationToken));
        var (plan, given) = (manifest.RootElement.GetProperty("plan"), manifest.RootElement.GetProperty("given"));
        Assert.Equal((1, "json", 7), (plan.GetProperty("budgetSeconds").GetInt32(), plan.GetProperty("workloads")[0].GetProperty("workload").GetString(), manifest.RootElement.GetProperty("seed").GetInt32()));
        Assert.Equal(["seed", "workloads"], given.EnumerateObject().Select(setting => setting.Name).Order());

        // What did nothing may be another when it goes on; what was planned by may not.
        _sandbox.Cbench.Environment["CBENCH_MODELS"] = "threads";
        (await _sandbox.Cbench.RunAsync("calibrate", "--resume", "c", "--quiet")).AssertExitCode(1);
        _sandbox.Cbench.Environment["CBENCH_WORKLOADS"] = "primes";
        (await _sandbox.Cbench.RunAsync("calibrate", "--resume", "c")).AssertRefused("CBENCH_WORKLOADS is 'primes', and the run was planned with 'json'");
        (await _sandbox.Cbench.RunAsync("calibrate", "--resume", "c", "--workloads", "json")).AssertRefused("--workloads does not go with --resume");
    }

    [Fact(Timeout = 120_000)]
    public async Task Calibrate_CommandLineAndVariable_TheCommandLineCounts()
    {
        _sandbox.Cbench.Environment["CBENCH_BUDGET"] = "1h";
        _sandbox.Cbench.Environment["CBENCH_WORKLOADS"] = "json";
        (await _sandbox.Cbench.RunAsync("calibrate", "--budget", "1s", "--workloads", "primes", "--neighbour", "none", "--out", "c", "--quiet")).AssertExitCode(1);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["c/run.json"], TestContext.Current.CancellationToken));
        var plan = manifest.RootElement.GetProperty("plan");
        Assert.Equal((1, "primes"), (plan.GetProperty("budgetSeconds").GetInt32(), plan.GetProperty("workloads")[0].GetProperty("workload").GetString()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_CalibrationThatFits_RecordsTheFloorsOfItsWorkloads()
    {
        CalibrationFile.Write(Kept, Calibration());
        var outcome = await _sandbox.Cbench.RunAsync("--profile", "smoke", "--models", "threads", "--workloads", "primes", "--out", "r", "--quiet");
        outcome.AssertMeasured();
        Assert.DoesNotContain("calibrat", outcome.Error, StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["r/run.json"], TestContext.Current.CancellationToken));
        var recorded = Assert.Single(manifest.RootElement.GetProperty("calibration").GetProperty("floors").EnumerateArray());
        Assert.Equal(("primes", 1.04), (recorded.GetProperty("workload").GetString(), recorded.GetProperty("ratio").GetDouble()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_CalibrationOfAnotherMachine_IsNotedAndNotUsedAndRefusedWhereItWasNamed()
    {
        CalibrationFile.Write(Kept, Calibration() with { Environment = MachineProbe.Read() with { Processor = "another" } });
        var outcome = await _sandbox.Cbench.RunAsync("--profile", "smoke", "--models", "threads", "--workloads", "primes", "--out", "r", "--quiet");
        outcome.AssertMeasured();
        Assert.Contains("was made with another processor, so its noise floors are not used: calibrate again with", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\"calibration\"", await File.ReadAllTextAsync(_sandbox["r/run.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await _sandbox.Cbench.RunAsync("--calibration", Kept, "--out", "n")).AssertRefused(Kept, "another processor");
        Assert.False(Directory.Exists(_sandbox["n"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_CalibrationIsDamaged_IsRefusedUnlessNoneIsWanted()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        await File.WriteAllTextAsync(Kept, "{\"schemaVersion\":1,\"floors\":7}", TestContext.Current.CancellationToken);
        (await _sandbox.Cbench.RunAsync("--out", "r")).AssertRefused(Kept, "calibrate");
        Assert.False(Directory.Exists(_sandbox["r"]));
        (await _sandbox.Cbench.RunAsync("--calibration", "none", "--profile", "smoke", "--models", "threads", "--workloads", "primes", "--out", "r", "--quiet")).AssertMeasured();
    }

    private static Calibration Calibration() => new()
    {
        ProgramVersion = RunCommand.ProgramVersion().Version,
        MeasuredAt = DateTimeOffset.UnixEpoch,
        Environment = MachineProbe.Read(),
        Classes = [],
        Pools = [],
        Floors = [new CalibratedFloor("primes", UsesOneCore: false, "throughput", 3, 8, 1.04), new CalibratedFloor("http", UsesOneCore: true, "throughput", 3, 8, 1.05)],
    };
}
