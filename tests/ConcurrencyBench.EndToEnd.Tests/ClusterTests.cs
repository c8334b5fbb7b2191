using System.Globalization;
using System.Net;
using ConcurrencyBench.Core.Records;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Runs of <c>distributed</c>: on this machine alone, and with others that join through Redis.</summary>
public sealed class ClusterTests : IDisposable
{
    private const int Timeout = 240_000;
    private static readonly string[] Computing = ["--models", "distributed", "--workloads", "primes", "--rounds", "1", "--quiet"];

    private static readonly string[] BesideThreads = ["--models", "distributed,threads", "--workloads", "primes", "--rounds", "1", "--quiet"];

    private readonly Sandbox _here = new();
    private readonly Sandbox _there = new();

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ItsWorkerKilled_TheSilosEndByThemselves()
    {
        RequireLinux();
        await using var run = MeasuringRun.Start(_here.Cbench, _here, Computing);
        await run.UntilAsync(IsReady);
        var worker = ParentOf(_here.Processes("silo-process")[0]);
        RunningCbench.Signal("KILL", worker);

        (await run.WaitAsync()).AssertExitCode(1);
        var failure = Assert.Single(MeasuringRun.Entries(_here).OfType<Failure>());
        Assert.Equal(("distributed", worker), (failure.Cell.Model, failure.ProcessId));
        await _here.AssertNothingLeftAsync();
    }

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_KilledWhileItsSilosStandStill_TheyEndByThemselves(bool withTheirWorker)
    {
        RequireLinux();
        await using var run = MeasuringRun.Start(_here.Cbench, _here, BesideThreads);
        await run.UntilAsync(IsReady);
        var silos = _here.Processes("silo-process");
        var worker = ParentOf(silos[0]);
        await run.UntilAsync(() => silos.Append(worker).All(StandsStill));

        if (withTheirWorker)
        {
            RunningCbench.Signal("KILL", worker);
        }

        RunningCbench.Signal("KILL", run.Id);

        (await run.WaitAsync()).AssertExitCode(128 + 9);
        await _here.AssertNothingLeftAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_InterruptedWhileItsSilosStandStill_EndsThem()
    {
        RequireLinux();
        await using var run = MeasuringRun.Start(_here.Cbench, _here, BesideThreads);
        await run.UntilAsync(IsReady);
        var silos = _here.Processes("silo-process");
        await run.UntilAsync(() => silos.All(StandsStill));

        RunningCbench.Signal("TERM", run.Id);

        (await run.WaitAsync()).AssertExitCode(130);
        await _here.AssertNothingLeftAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_AtRedisAlone_MeasuresAndLeavesNothingThere()
    {
        RequireLinux();
        using var redis = await RedisServer.StartAsync(IPAddress.Loopback);
        await using var run = MeasuringRun.Start(_here.Cbench, _here, [.. Computing, "--cluster", redis.Address]);

        await run.UntilAsync(IsReady);
        Assert.Equal(":1", await redis.AskAsync("DBSIZE"));

        (await run.WaitAsync()).AssertExitCode(0);
        await redis.AssertEmptyAsync();
        await _here.AssertNothingLeftAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_Killed_LeavesNothingAtRedis()
    {
        RequireLinux();
        using var redis = await RedisServer.StartAsync(IPAddress.Loopback);
        await using var offer = await OfferAsync(redis, IPAddress.Loopback);
        await using var run = MeasuringRun.Start(_here.Cbench, _here, [.. Computing, "--cluster", redis.Address]);
        await run.UntilAsync(IsReady);
        RunningCbench.Signal("KILL", ParentOf(_here.Processes("silo-process")[0]));
        RunningCbench.Signal("KILL", run.Id);

        (await run.WaitAsync()).AssertExitCode(128 + 9);
        await UntilAsync(() => _there.Processes("silo-process").Count == 0);
        await redis.AssertEmptyAsync();
        await _here.AssertNothingLeftAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_AnotherMachineOffersItself_TheySplitTheWorkAndItIsFreeAgain()
    {
        RequireLinux();
        await using var machine = await OtherMachine.CreateAsync();
        using var redis = await RedisServer.StartAsync(machine.Here);
        await using var offer = await OfferAsync(redis, machine.There, machine.Wrapper);
        await using var run = MeasuringRun.Start(_here.Cbench, _here, [.. Computing, "--cluster", redis.Address]);
        await run.UntilAsync(IsReady);

        // Two items in flight: one silo here, and one there that runs the other.
        Assert.Single(_here.Processes("silo-process"));
        var silo = Assert.Single(_there.Processes("silo-process"));
        (await run.WaitAsync()).AssertExitCode(0);
        Assert.Contains(MeasuringRun.Entries(_here).OfType<Core.Records.Measurement>(), entry => entry.Cell.Model == "distributed");

        await UntilAsync(() => _there.Processes("silo-process").Count == 0);
        await redis.AssertEmptyAsync();
        await _here.AssertNothingLeftAsync();
        RunningCbench.Signal("TERM", _there.Processes("silo")[0]);
        var said = await offer.WaitAsync();
        said.AssertExitCode(0);
        Assert.Contains($"{machine.There} waits for runs at {redis.Address}", said.Error, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {silo} ended with exit code 0"), said.Error, StringComparison.Ordinal);
        await _there.AssertNothingLeftAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_SiloOfAnotherMachineKilled_TheModelFailsAndSaysWhichLeft()
    {
        RequireLinux();
        using var redis = await RedisServer.StartAsync(IPAddress.Loopback);
        await using var offer = await OfferAsync(redis, IPAddress.Loopback);
        await using var run = MeasuringRun.Start(_here.Cbench, _here, [.. Computing, "--cluster", redis.Address]);
        await run.UntilAsync(IsReady);
        var victim = Assert.Single(_there.Processes("silo-process"));
        RunningCbench.Signal("KILL", victim);

        (await run.WaitAsync()).AssertExitCode(1);
        var failure = Assert.Single(MeasuringRun.Entries(_here).OfType<Failure>());
        Assert.Equal("distributed", failure.Cell.Model);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"silo {Environment.MachineName}/{victim} "), failure.Reason, StringComparison.Ordinal);
        await redis.AssertEmptyAsync();
        await _here.AssertNothingLeftAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Silo_Killed_ItsSilosEndByThemselvesAndTheModelFails()
    {
        RequireLinux();
        using var redis = await RedisServer.StartAsync(IPAddress.Loopback);
        await using var offer = await OfferAsync(redis, IPAddress.Loopback);
        await using var run = MeasuringRun.Start(_here.Cbench, _here, [.. Computing, "--cluster", redis.Address]);
        await run.UntilAsync(IsReady);
        RunningCbench.Signal("KILL", offer.Id);

        (await offer.WaitAsync()).AssertExitCode(128 + 9);
        (await run.WaitAsync()).AssertExitCode(1);
        Assert.Equal("distributed", Assert.Single(MeasuringRun.Entries(_here).OfType<Failure>()).Cell.Model);
        await redis.AssertEmptyAsync();
        await _there.AssertNothingLeftAsync();
    }

    private static bool IsReady(JournalEntry entry) => entry is Launch { Cell.Model: "distributed" };

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found through /proc");

    private static int ParentOf(int process)
    {
        var status = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("PPid:", StringComparison.Ordinal));
        return int.Parse(status.AsSpan("PPid:".Length), CultureInfo.InvariantCulture);
    }

    private static bool StandsStill(int process) =>
        File.ReadLines($"/proc/{process}/status").Contains("State:\tT (stopped)");

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Starts <c>cbench silo</c> and waits until it listens to invitations.</summary>
    private async Task<RunningCbench> OfferAsync(RedisServer redis, IPAddress address, params IReadOnlyList<string> wrapper)
    {
        var cbench = new Cbench(_there) { Wrapper = wrapper };
        var offer = cbench.Start("silo", "--cluster", redis.Address, "--listen", $"{address}");
        while (await redis.AskAsync("PUBSUB CHANNELS cbench/*") != "*1")
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return offer;
    }
}
