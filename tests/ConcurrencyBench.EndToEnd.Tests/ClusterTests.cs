using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Distributed;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Tests;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Runs of <c>distributed</c>: on this machine alone, and with others that join through Redis.</summary>
[Collection(Measuring.Name)]
public sealed class ClusterTests : IDisposable
{
    private const int Timeout = 240_000;
    private const string SecretVariable = "CBENCH_CLUSTER_SECRET";
    private static readonly string[] Computing = ["--models", "distributed", "--workloads", "primes", "--rounds", "1", "--quiet"];

    private static readonly string[] BesideThreads = ["--models", "distributed,threads", "--workloads", "primes", "--rounds", "1", "--quiet"];

    private static readonly string _secret = RandomNumberGenerator.GetHexString(64);

    private readonly Sandbox _here = new();
    private readonly Sandbox _there = new();

    public ClusterTests() => _here.Cbench.Environment[SecretVariable] = _secret;

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
    public async Task Run_KilledWhileItsSilosAreSuspended_TheyEndByThemselves(bool withTheirWorker)
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
    public async Task Run_InterruptedWhileItsSilosAreSuspended_EndsThem()
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
        LongTests.Require();
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
        LongTests.Require();
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
        AssertSecretIsNotSeen();
        (await run.WaitAsync()).AssertExitCode(0);
        Assert.Contains(MeasuringRun.Entries(_here).OfType<BlockMeasurement>(), entry => entry.Cell.Model == "distributed");

        await UntilAsync(() => _there.Processes("silo-process").Count == 0);
        await redis.AssertEmptyAsync();
        await _here.AssertNothingLeftAsync();
        RunningCbench.Signal("TERM", _there.Processes("silo")[0]);
        var said = await offer.WaitAsync();
        said.AssertExitCode(0);
        Assert.Contains($"{machine.There} waits for runs at {redis.Address}, with ", said.Error, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {silo} ended with exit code 0"), said.Error, StringComparison.Ordinal);
        await _there.AssertNothingLeftAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Silo_MessagesOfStrangersAndRecordedOnes_StartNothing()
    {
        RequireLinux();
        using var redis = await RedisServer.StartAsync(IPAddress.Loopback);
        await using var offer = await OfferAsync(redis, IPAddress.Loopback);
        using var recorder = await redis.SubscribeAsync("cbench/invitations");
        (await _here.Cbench.RunAsync([.. Computing, "--profile", "smoke", "--concurrency", "2", "--budget", "10m", "--out", MeasuringRun.Name, "--cluster", redis.Address])).AssertMeasured();
        await UntilAsync(() => _there.Processes("silo-process").Count == 0);

        // A call and the acceptance of the machine's offer, as they were said.
        var recorded = new[] { await recorder.ReadAsync(), await recorder.ReadAsync() };
        Assert.Equal(["Call", "Join"], recorded.Select(message => message.Split(' ')[0]));
        var forged = $"Join run-{Guid.NewGuid():N} {Guid.NewGuid():N} {new string('0', 64)}";
        for (var attempt = 0; attempt < 30; attempt++)
        {
            foreach (var message in (string[])[.. recorded, forged, $"run-{Guid.NewGuid():N}", new string('x', 10_000)])
            {
                Assert.Equal(":2", await redis.AskAsync($"PUBLISH cbench/invitations \"{message}\""));
            }
        }

        // It receives messages in order: once it has offered itself to another run, it has heard all of that.
        await using var place = await RedisRendezvous.OpenAsync(new Uri(redis.Address), ClusterSecret.Of(_secret));
        await place.AnswerAsync([Assert.Single(await place.CallAsync($"run-{Guid.NewGuid():N}"))], accepted: 0);
        Assert.Empty(_there.Processes("silo-process"));
        RunningCbench.Signal("TERM", _there.Processes("silo")[0]);
        Assert.Single((await offer.WaitAsync()).Error.Split(" joins run-").Skip(1));
    }

    [Fact(Timeout = Timeout)]
    public async Task Silo_AtAServerThatAsksForAPassword_NeedsIt()
    {
        using var redis = await RedisServer.StartAsync(IPAddress.Loopback);
        await using (var offer = await OfferAsync(redis, IPAddress.Loopback))
        {
            RunningCbench.Signal("TERM", _there.Processes("silo")[0]);
            Assert.Contains("is open to every client that reaches it", (await offer.WaitAsync()).Error, StringComparison.Ordinal);
        }

        Assert.Equal("+OK", await redis.AskAsync("CONFIG SET requirepass swordfish"));
        var cbench = new Cbench(_there) { Environment = { [SecretVariable] = _secret } };
        (await cbench.RunAsync("silo", "--cluster", redis.Address, "--listen", "127.0.0.1")).AssertRefused("CBENCH_REDIS_PASSWORD");

        cbench.Environment["CBENCH_REDIS_PASSWORD"] = "swordfish";
        await using var silent = cbench.Start("silo", "--cluster", redis.Address, "--listen", "127.0.0.1");
        while (await redis.AskAsync("AUTH swordfish\r\nPUBSUB CHANNELS cbench/*", line: 2) != "*1")
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        RunningCbench.Signal("TERM", _there.Processes("silo")[0]);
        var said = await silent.WaitAsync();
        said.AssertExitCode(0);
        Assert.DoesNotContain("is open to every client", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", said.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null, "--cluster needs a secret")]
    [InlineData("short", "CBENCH_CLUSTER_SECRET has 5 characters and needs 16")]
    public async Task RunAndSilo_WithoutASecret_AreRefused(string? secret, string message)
    {
        // Nothing listens there: that there is no secret is seen first.
        _here.Cbench.Environment.Remove(SecretVariable);
        if (secret is not null)
        {
            _here.Cbench.Environment[SecretVariable] = secret;
        }

        (await _here.Cbench.RunAsync("--profile", "smoke", "--models", "distributed", "--workloads", "primes", "--cluster", "redis://127.0.0.1:1", "--out", "x"))
            .AssertRefused(message, "openssl rand -hex 32");
        (await _here.Cbench.RunAsync("silo", "--cluster", "redis://127.0.0.1:1")).AssertRefused(message, "openssl rand -hex 32");
        Assert.Empty(_here.Snapshot());
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_SiloOfAnotherMachineKilled_TheModelFailsAndSaysWhichLeft()
    {
        LongTests.Require();
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
        LongTests.Require();
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

    /// <summary>Other users read command lines. A silo does not need the secret, only what was derived from it, which is in no process's environment.</summary>
    private void AssertSecretIsNotSeen()
    {
        foreach (var process in (int[])[.. _here.Processes(), .. _there.Processes()])
        {
            Assert.DoesNotContain(_secret, File.ReadAllText($"/proc/{process}/cmdline"), StringComparison.Ordinal);
        }

        foreach (var silo in (int[])[.. _here.Processes("silo-process"), .. _there.Processes("silo-process")])
        {
            Assert.DoesNotContain(_secret, File.ReadAllText($"/proc/{silo}/environ"), StringComparison.Ordinal);
        }
    }

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
        var cbench = new Cbench(_there) { Wrapper = wrapper, Environment = { [SecretVariable] = _secret } };
        var offer = cbench.Start("silo", "--cluster", redis.Address, "--listen", $"{address}");
        while (await redis.AskAsync("PUBSUB CHANNELS cbench/*") != "*1")
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return offer;
    }
}
