using System.Text.Json;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

[Collection(Measuring.Name)]
public sealed class SettingsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Run_SettingsFromThreePlaces_CommandLineBeatsEnvironmentBeatsFile()
    {
        await File.WriteAllTextAsync(
            _sandbox["cbench.json"],
            """{ "seed": 1, "profile": "standard", "workloads": ["timer", "json"], "switchInterval": 0.25, "out": "X" }""",
            TestContext.Current.CancellationToken);
        _sandbox.Cbench.Environment["CBENCH_SEED"] = "2";
        _sandbox.Cbench.Environment["CBENCH_PROFILE"] = "smoke";
        await using (var running = _sandbox.Cbench.Start("--seed", "3"))
        {
            // The plan is what matters: the run is ended as soon as it is on disk, and the journal begins after it.
            await running.UntilAsync(() => File.Exists(_sandbox["X/measurements.jsonl"]));
        }

        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken));
        var root = manifest.RootElement;
        Assert.Equal(3, root.GetProperty("seed").GetInt32());
        Assert.Equal("smoke", root.GetProperty("profile").GetString());
        Assert.Equal(0.25, root.GetProperty("settings").GetProperty("switchIntervalMilliseconds").GetDouble());
        Assert.Equal(
            ["json", "timer"],
            root.GetProperty("plan").GetProperty("workloads").EnumerateArray().Select(plan => plan.GetProperty("workload").GetString()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_Quick_HasWhatClaimsNeed()
    {
        var plans = await PlanAsync("--profile", "quick");
        Assert.Equal(["http", "pending", "primes", "stream"], plans.Keys.Order());
        Assert.All(["sequential", "threads", "processes", "event-loop", "gil-futures", "distributed"], model => Assert.Contains(model, plans["primes"]));
        Assert.Equal(["dataflow", "event-loop", "gil-threads", "hub", "sequential", "sequential-again"], plans["http"].Order());
        Assert.Equal(["coroutines", "threads"], plans["pending"].Order());
        Assert.Equal(["reactive", "reactor"], plans["stream"].Order());
    }

    [Fact]
    public void Quick_EveryRowOfTheTable_HasAClaimWhoseCellsAreMeasured()
    {
        const int Cores = 2;
        var measured = Profiles.Find("quick").AlsoCells(Cores).ToHashSet();
        var rows = Analyzer.Claims.Where(claim => claim.Cells(Cores).All(measured.Contains)).Select(claim => claim.Id.Split('.')[0]);
        Assert.Superset(
            new HashSet<string> { "threads", "processes", "asyncio", "coroutines", "reactor", "green", "futures", "reactive", "distributed", "hub", "dataflow" },
            rows.ToHashSet());
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_QuickWithChosenModels_LeavesNoneOut()
    {
        var plans = await PlanAsync("--profile", "quick", "--models", "processes");
        Assert.Equal(["http", "primes"], plans.Keys.Order());
        Assert.All(plans.Values, models => Assert.Equal(["processes", "sequential", "sequential-again"], models.Order()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_MoreConnectionsThanTheSystemAllows_LeavesOutThatComparisonAlone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limits are read from /proc");
        var plans = await PlanAsync(
            "--profile", "smoke", "--models", "async,event-loop,reactor", "--workloads", "tcp", "--concurrency", "1,30000");
        Assert.Equal(["async", "event-loop", "reactor", "sequential"], plans["tcp"].Order());
        var manifest = await File.ReadAllTextAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken);
        Assert.Matches("with 30000 in flight, 4 workers side by side would hold 90005 connections, and (there may be|ulimit -n allows) [0-9,]+", manifest);
        Assert.DoesNotContain("tcp/30000", manifest, StringComparison.Ordinal);
        Assert.Equal(["OverLimit"], ExclusionKinds(manifest));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_ModelThatDoesNotDoSuchWork_IsNotApplicable()
    {
        await PlanAsync("--profile", "smoke", "--models", "hub-unpatched,async", "--workloads", "timer");
        Assert.Equal(["MakesNoSense"], ExclusionKinds(await File.ReadAllTextAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken)));
    }

    private static IEnumerable<string> ExclusionKinds(string manifest)
    {
        using var json = JsonDocument.Parse(manifest);
        return [.. json.RootElement.GetProperty("plan").GetProperty("exclusions").EnumerateArray().Select(exclusion => exclusion.GetProperty("kind").GetString()!).Distinct()];
    }

    private async Task<Dictionary<string, List<string>>> PlanAsync(params IReadOnlyList<string> arguments)
    {
        await using (var running = _sandbox.Cbench.Start([.. arguments, "--out", "X"]))
        {
            await running.UntilAsync(() => File.Exists(_sandbox["X/measurements.jsonl"]));
        }

        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken));
        return manifest.RootElement.GetProperty("plan").GetProperty("workloads").EnumerateArray().ToDictionary(
            plan => plan.GetProperty("workload").GetString()!,
            plan => plan.GetProperty("comparisons").EnumerateArray().SelectMany(comparison => comparison.GetProperty("cells").EnumerateArray())
                .Select(cell => cell.GetProperty("model").GetString()!).Distinct().ToList());
    }
}
