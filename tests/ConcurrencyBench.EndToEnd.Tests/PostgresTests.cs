using System.Text.Json;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Tests;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>The workload that needs a server from outside: given, started, missing, or dying.</summary>
[Collection(Measuring.Name)]
public sealed class PostgresTests : IDisposable
{
    private static readonly string[] Small = ["--models", "threads,processes", "--workloads", "postgres", "--rounds", "2", "--quiet"];

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Run_ServerGiven_IsMeasuredAndThePasswordIsWrittenNowhere()
    {
        using var server = await PostgresServer.StartAsync();
        _sandbox.Cbench.Environment["CBENCH_POSTGRES"] = server.ConnectionString;
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, Small);
        await run.UntilAsync(entry => entry is Launch { Cell.Model: "processes" });
        Assert.NotEmpty(_sandbox.Processes("pool-process"));
        Assert.All(_sandbox.Processes(), id => Assert.DoesNotContain(server.Password, CommandLine(id), StringComparison.Ordinal));

        var outcome = await run.WaitAsync();

        outcome.AssertExitCode(0);
        Assert.DoesNotContain(server.Password, outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(_sandbox.Folder, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(server.Password, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Equal(
            ["processes", "sequential", "sequential-again", "threads", "threads-again"],
            Entries<BlockMeasurement>().Select(measured => measured.Cell.Model).Distinct().Order());
        Assert.All(Entries<BlockMeasurement>(), measured => Assert.Null(measured.Costs[CounterTable.Named("fixtureCpuNanoseconds")]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_ServerStarted_ItsCpuTimeIsSeparateAndNothingIsLeft()
    {
        PostgresServer.Require();
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, "--models", "threads", "--workloads", "postgres", "--rounds", "1", "--quiet");
        await run.UntilAsync(entry => entry is Launch);
        var (folder, postmaster) = PostgresServer.Of(_sandbox.Processes("fixture").Single());

        (await run.WaitAsync()).AssertExitCode(0);

        Assert.All(Entries<BlockMeasurement>(), measured => Assert.True(measured.Costs[CounterTable.Named("fixtureCpuNanoseconds")] > 0));
        AssertGone(folder, postmaster);
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_FixtureKilled_TheServerAndItsFolderGoWithIt()
    {
        var (folder, postmaster) = await KillAsync(fixture => fixture);
        AssertGone(folder, postmaster);
        await _sandbox.AssertNothingLeftAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_ServerKilled_IsTheFixturesFailureAndNotTheModels()
    {
        LongTests.Require();
        var (folder, postmaster) = await KillAsync(fixture => PostgresServer.Of(fixture).Postmaster);
        Assert.NotEmpty(Entries<Failure>());
        Assert.All(Entries<Failure>(), failure => Assert.True(
            failure.MayBeRetried && failure.Reason.StartsWith("the fixture's process", StringComparison.Ordinal), failure.Reason));
        AssertGone(folder, postmaster);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("postgres://me:hidden@nowhere/db?sslmode=disable", "Host=…")]
    [InlineData("Host=127.0.0.1;Port=1;Username=me;Password=hidden", "127.0.0.1:1")]
    public async Task Run_GivenServerCannotBeUsed_IsRefusedAndThePasswordNotRepeated(string given, string part)
    {
        (await _sandbox.Cbench.RunAsync("--workloads", "postgres,timer", "--postgres", given)).AssertRefused("--postgres: ", part);
        _sandbox.Cbench.Environment["CBENCH_POSTGRES"] = given;
        var outcome = await _sandbox.Cbench.RunAsync("--workloads", "postgres,timer");

        outcome.AssertRefused("CBENCH_POSTGRES: ", part);
        Assert.DoesNotContain("hidden", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Snapshot());
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_GivenServerThatTheRunDoesNotMeasure_IsNotAsked()
    {
        _sandbox.Cbench.Environment["CBENCH_POSTGRES"] = "Host=127.0.0.1;Port=1";
        (await _sandbox.Cbench.RunAsync("--workloads", "timer", "--models", "async", "--profile", "smoke", "--quiet", "--out", "X")).AssertExitCode(0);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_ServerHasTooFewConnections_SaysHowManyItWouldTake()
    {
        using var server = await PostgresServer.StartAsync();
        _sandbox.Cbench.Environment["CBENCH_POSTGRES"] = server.ConnectionString;
        (await _sandbox.Cbench.RunAsync("--workloads", "postgres", "--models", "threads", "--concurrency", "1000"))
            .AssertRefused("with 1000 in flight", "2006 connections", "--concurrency");
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_RootWithoutAWayToRunPostgres_SaysSoAndMeasuresTheRest()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "only root cannot run PostgreSQL");
        PostgresServer.Require();
        _sandbox.Cbench.Environment["PATH"] = "/nowhere";

        (await _sandbox.Cbench.RunAsync("--workloads", "postgres")).AssertRefused("nothing can be measured: postgres: PostgreSQL refuses to run as root", "--postgres");
        var outcome = await _sandbox.Cbench.RunAsync("--workloads", "postgres,timer", "--models", "threads", "--profile", "smoke", "--quiet", "--out", "X");

        outcome.AssertExitCode(0);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(_sandbox["X/run.json"], TestContext.Current.CancellationToken));
        var plan = manifest.RootElement.GetProperty("plan");
        Assert.Equal("timer", Assert.Single(plan.GetProperty("workloads").EnumerateArray()).GetProperty("workload").GetString());
        Assert.All(plan.GetProperty("exclusions").EnumerateArray(), exclusion => Assert.Equal(
            ("postgres", "NotInstalled"), (exclusion.GetProperty("workload").GetString(), exclusion.GetProperty("kind").GetString())));
        Assert.Contains("PostgreSQL refuses to run as root", await File.ReadAllTextAsync(_sandbox["X/table.md"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void AssertGone(string folder, int postmaster)
    {
        Assert.False(Directory.Exists(folder), folder);
        Assert.Empty(CommandLine(postmaster));
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    /// <summary>Kills a process once the fixture serves, and lets the run end.</summary>
    private async Task<(string Folder, int Postmaster)> KillAsync(Func<int, int> victim)
    {
        PostgresServer.Require();
        await using var run = MeasuringRun.Start(_sandbox.Cbench, _sandbox, Small);
        await run.UntilAsync(entry => entry is Launch);
        var fixture = _sandbox.Processes("fixture").Single();
        var (folder, postmaster) = PostgresServer.Of(fixture);
        RunningCbench.Signal("KILL", victim(fixture));
        var outcome = await run.WaitAsync();

        // In the next round there is another server.
        outcome.AssertExitCode(0);
        return (folder, postmaster);
    }

    private IEnumerable<T> Entries<T>() => MeasuringRun.Entries(_sandbox).OfType<T>();
}
