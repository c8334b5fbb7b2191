using System.Diagnostics;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Processes;
using Activity = ConcurrencyBench.Measurement.Counters.Activity;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class CpuIdleWaitTests
{
    private const long Look = 5_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_ProcessesDoNothing_AreIdleAtOnce() => Assert.True(await WaitAsync(new(9 * Look, 9 * Look, false), new(9 * Look, 9 * Look, false)));

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_NoProcesses_AreIdleAtOnce() => Assert.True(await new CpuIdleWait([], TimeSpan.Zero, _ => default).WaitAsync(Token));

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_ProcessesCompute_AreWaitedFor() => Assert.False(await WaitAsync(new(0, 0, false), new(Look, 0, false), new(Look, 0, false)));

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_ProcessesGetNoCore_AreWaitedFor() => Assert.False(await WaitAsync(new(0, 0, false), new(0, Look, false), new(0, Look, false)));

    /// <summary>What a thread has waited is added up when it gets its turn: until then it is seen as ready alone.</summary>
    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_ProcessesWaitForACoreAllTheTime_AreWaitedFor() => Assert.False(await WaitAsync(default, new(0, 0, IsReady: true), default));

    [Theory]
    [InlineData(10, 20, 110, 220, 300)]
    [InlineData(10, 20, 110, 20, 100)]
    [InlineData(10, 900, 110, 20, 100)]
    public void Since_ThreadsThatEnded_TakeNothingFromTheOthers(long cpuBefore, long waitedBefore, long cpu, long waited, long expected) =>
        Assert.Equal(expected, new Activity(cpu, waited, false).Since(new Activity(cpuBefore, waitedBefore, true)));

    [Theory]
    [InlineData("123 456 7\n", 456)]
    [InlineData("0 0 0\n", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void Waited_OfAThread_IsTheSecondNumber(string? schedstat, long expected) => Assert.Equal(expected, Activity.Waited(schedstat));

    [Fact(Timeout = 60_000)]
    public async Task Read_TwoThatShareOneProcessor_WaitForItInTurns()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/proc/self/schedstat") && File.Exists("/usr/bin/taskset"), "needs schedstat and taskset");
        using var one = Computing();
        using var other = Computing();
        Activity seen;
        do
        {
            await Task.Delay(5, Token);
            seen = Activity.Read([one.Id]);
        }
        while (seen is not { WaitedNanoseconds: > 0, CpuNanoseconds: > 0 });

        Assert.True(seen.IsReady);
        one.Kill();
        other.Kill();
    }

    [Fact(Timeout = 60_000)]
    public async Task Read_ProcessThatSleeps_IsNotReady()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        using var child = Start("/bin/sleep", "60");
        while (Activity.Read([child.Id]).IsReady)
        {
            await Task.Delay(5, Token);
        }

        child.Kill();
    }

    [Fact]
    public void CompilerThreads_OfThisProcess_HaveRun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/proc/self/schedstat"), "needs schedstat");

        // Code that was called thirty times is compiled again: this program's start alone is enough of it.
        CompilerThreads now;
        do
        {
            now = CompilerThreads.Read([Environment.ProcessId]);
            Token.ThrowIfCancellationRequested();
        }
        while (now.Nanoseconds.Values.Sum() == 0);

        Assert.Empty(CompilerThreads.Read([int.MaxValue]).Nanoseconds);
    }

    [Fact]
    public void Since_CompilerThreadsThatEndedOrBegan_CountWhatTheLiveOnesRan()
    {
        var before = new CompilerThreads(new Dictionary<string, long> { ["ended"] = 900, ["lives"] = 100 });
        var now = new CompilerThreads(new Dictionary<string, long> { ["lives"] = 130, ["began"] = 5 });
        Assert.Equal(35, now.Since(before));
    }

    [Fact]
    public void Since_NoCompilerThreadWasSeen_IsNotKnown()
    {
        var (none, one) = (new CompilerThreads(new Dictionary<string, long>()), new CompilerThreads(new Dictionary<string, long> { ["lives"] = 7 }));
        Assert.Equal((null, 7, 0), (none.Since(none), one.Since(none), none.Since(one)));
    }

    private static async Task<bool> WaitAsync(params Activity[] readings)
    {
        var next = 0;
        return await new CpuIdleWait([1], TimeSpan.Zero, _ => readings[next++]).WaitAsync(Token);
    }

    private static ChildProcess Computing() => Start("/usr/bin/taskset", "-c", "0", "/bin/sh", "-c", "while :; do :; done");

    private static ChildProcess Start(string program, params IReadOnlyList<string> arguments) =>
        ChildProcess.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
}
