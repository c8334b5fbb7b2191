using System.Diagnostics;
using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Tests;

[Collection(nameof(Alone))]
public sealed class CountersTests
{
    private static readonly int _self = Environment.ProcessId;
    private static readonly Counter _allocated = CounterTable.Named("allocatedBytes");
    private static readonly Counter _fixtureCpu = CounterTable.Named("fixtureCpuNanoseconds");
    private static readonly Counter _involuntarySwitches = CounterTable.Named("involuntarySwitches");
    private static readonly Counter _peakRss = CounterTable.Named("peakRssBytes");
    private static readonly Counter _pss = CounterTable.Named("pssBytes");
    private static readonly Counter _threads = CounterTable.Named("threads");
    private static readonly Counter _voluntarySwitches = CounterTable.Named("voluntarySwitches");

    public CountersTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "these counters are Linux's");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void ProcessClock_ThisProcessComputes_Grows()
    {
        var before = ProcessClock.Read(_self);
        Compute();
        Assert.True(ProcessClock.Read(_self) > before);
    }

    [Fact(Timeout = 60_000)]
    public async Task ProcessClock_OfAChild_GrowsAndIsAbsentOnceItIsGone()
    {
        int id;
        using (var child = Start("/bin/sh", "-c", "while :; do :; done"))
        {
            id = child.Id;
            var first = ProcessClock.Read(id);
            Assert.NotNull(first);
            while (ProcessClock.Read(id) <= first)
            {
                await Task.Delay(5, Token);
            }

            child.Kill();
        }

        Assert.Null(ProcessClock.Read(id));
    }

    [Fact]
    public void WorkerReadings_ThisProcessComputesAndWaits_Grows()
    {
        var readings = new WorkerReadings();
        readings.Begin();
        var before = Assert.NotNull(readings.Usage);
        Compute();
        Thread.Sleep(1);
        readings.Begin();
        var after = Assert.NotNull(readings.Usage);
        Assert.True(after.UserNanoseconds + after.SystemNanoseconds > before.UserNanoseconds + before.SystemNanoseconds);
        Assert.True(after.VoluntarySwitches > before.VoluntarySwitches);
        Assert.True(after.InvoluntarySwitches >= before.InvoluntarySwitches);
    }

    [Fact(Timeout = 60_000)]
    public async Task ProcessTree_Grandchild_IsFoundBelowItsParentAndBelowUs()
    {
        using var child = Start("/bin/sh", "-c", "sleep 30 & wait");
        while (ProcessTree.Of(child.Id).Count < 2)
        {
            await Task.Delay(5, Token);
        }

        var tree = ProcessTree.Of(child.Id);
        Assert.Equal(child.Id, tree[0]);
        Assert.Equal(2, tree.Count);
        var ours = ProcessTree.Of(_self);
        Assert.Equal(_self, ours[0]);
        Assert.All(tree, id => Assert.Contains(id, ours));
        Assert.Equal(tree, ProcessTree.ByChildren(child.Id));
        Assert.Subset(ProcessTree.ByChildren(_self).ToHashSet(), tree.ToHashSet());
        child.Kill();
    }

    [Fact(Timeout = 60_000)]
    public async Task ProcessTree_NameThatLooksLikeFields_IsReadRight()
    {
        // The name stands in the middle of the line that is read; 15 letters of it.
        var folder = Directory.CreateTempSubdirectory("cbench-test-");
        var program = Path.Combine(folder.FullName, "a) R 1 (b");
        File.Copy("/bin/sleep", program);
        using (var child = Start(program, "30"))
        {
            while (ProcFile.Read($"/proc/{child.Id}/comm") != "a) R 1 (b\n")
            {
                await Task.Delay(5, Token);
            }

            Assert.Contains(child.Id, ProcessTree.Of(_self));
            child.Kill();
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void Levels_OfThisProcess_AreThere()
    {
        var levels = Levels(_self);
        Assert.True(levels[_peakRss] > 1_000_000);
        Assert.InRange(Assert.NotNull(levels[_pss]), 1_000_000, Assert.NotNull(levels[_peakRss]));
        Assert.True(levels.MemoryBytes >= levels[_pss]);
        Assert.True(levels[_threads] > 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task Levels_WithAChild_CountItToo()
    {
        using var child = Start("/bin/sleep", "30");
        while (Levels(child.Id).MemoryBytes is not > 0)
        {
            await Task.Delay(5, Token);
        }

        Assert.Equal(1, Levels(child.Id)[_threads]);
        Assert.True(Levels(_self, child.Id)[_threads] > 2);
        child.Kill();
    }

    [Fact(Timeout = 60_000)]
    public async Task Outside_OfAChild_IsAddedToWhatTheWorkerReports()
    {
        using var child = Start("/bin/sh", "-c", "while sleep 0.01; do :; done");
        var meter = new TreeMeter([_self, child.Id]);
        meter.BeforeRequest([]);
        var reported = Costs.Of(_ => 1_000_000_000);
        while (meter.AfterRequest(reported) is var costs && !(costs.CpuNanoseconds > 1_000_000_000 && costs[_voluntarySwitches] > 1_000_000_002 && costs[_involuntarySwitches] >= 1_000_000_000))
        {
            await Task.Delay(5, Token);
        }

        Assert.Equal(1_000_000_000, meter.AfterRequest(reported).OrchestratorCpuNanoseconds);
        child.Kill();
    }

    [Fact]
    public void AfterRequest_OfOneProcess_IsWhatTheWorkerReports()
    {
        var meter = new TreeMeter([_self]);
        meter.BeforeRequest([]);
        var costs = meter.AfterRequest(Costs.Of(_ => 1_000_000_000));
        Assert.All(CounterTable.All, counter => Assert.True(counter.InWorker is null || costs[counter] == 1_000_000_000, $"{counter.Name} is {costs[counter]}"));
        Assert.All(CounterTable.All, counter => Assert.True(counter.AtEnd is null || costs[counter] is null, $"{counter.Name} is {costs[counter]}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task AfterRequest_OfAFixture_IsItsTimeAndNotTheTrees()
    {
        using var server = Start("/bin/sh", "-c", "while :; do :; done");
        var meter = new TreeMeter([_self]);
        meter.BeforeRequest([server.Id]);
        while (meter.AfterRequest(new Costs())[_fixtureCpu] is not > 10_000_000)
        {
            await Task.Delay(5, Token);
        }

        Assert.Equal(1, meter.AfterRequest(new Costs { CpuNanoseconds = 1 }).CpuNanoseconds);
        server.Kill();
        meter.BeforeRequest([]);
        Assert.Null(meter.AfterRequest(Costs.Of(_ => 1))[_fixtureCpu]);
    }

    [Fact]
    public void AfterRequest_AProcessIsGone_TheTreesTimeIsAbsent()
    {
        var meter = new TreeMeter([_self, GoneProcess()]);
        meter.BeforeRequest([]);
        Assert.Null(meter.AfterRequest(new Costs { CpuNanoseconds = 1 }).CpuNanoseconds);
    }

    [Fact]
    public void Levels_AProcessIsGone_SumsAreAbsentAndNotTooSmall()
    {
        var levels = Levels(_self, GoneProcess());
        Assert.All(CounterTable.All, counter => Assert.Null(levels[counter]));
    }

    [Fact]
    public void ProcFile_NotThere_IsAbsent()
    {
        Assert.Null(ProcFile.Read("/proc/self/no-such-file"));
        Assert.Null(ProcFile.Field("VmRSS:\t 12 kB\n", "VmHWM"));
        Assert.Null(ProcFile.Field("VmRSSX:\t 12 kB\n", "VmRSS"));
        Assert.Equal(12, ProcFile.Field("Name:\tx\nVmRSS:\t 12 kB\n", "VmRSS"));
        Assert.Equal(3, ProcFile.Field("Threads:\t3\n", "Threads"));
    }

    [Fact]
    public void CostsOfAnOperation_WithoutChildren_AreAllThereButAFixtures()
    {
        var tree = new TreeMeter([_self]);
        var meter = new CostMeter();
        tree.BeforeRequest([]);
        meter.BeforeIteration();
        meter.BeforeOperation();
        Compute();
        GC.KeepAlive(new byte[1 << 20]);
        CompiledHere<Half>();
        meter.AfterOperation();
        var costs = tree.WithLevels(tree.AfterRequest(meter.AfterIteration()));

        Assert.True(costs.CpuNanoseconds > 0);
        Assert.True(costs[_allocated] >= 1 << 20);
        Assert.True(costs.CompilationNanoseconds > 0);
        Assert.True(costs[_peakRss] > 0);
        Assert.Null(costs[_fixtureCpu]);
        Assert.All(
            CounterTable.All.Where(counter => counter != _fixtureCpu),
            counter => Assert.True(costs[counter] >= 0, $"{counter.Name} is {costs[counter]?.ToString() ?? "absent"}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task CostsOfAnOperation_ChildrenDoTheWork_WhatTheRuntimeDoesNotReportOfThemIsAbsent()
    {
        using var child = Start("/bin/sh", "-c", "while :; do :; done");
        var tree = new TreeMeter([_self, child.Id]);
        var meter = new CostMeter();
        tree.BeforeRequest([]);
        meter.BeforeIteration();
        meter.BeforeOperation();
        var started = ProcessClock.Read(child.Id);
        while (ProcessClock.Read(child.Id) - started < 20_000_000)
        {
            await Task.Delay(5, Token);
        }

        meter.AfterOperation();
        var costs = tree.WithLevels(tree.AfterRequest(meter.AfterIteration()));
        child.Kill();

        Assert.True(costs.CpuNanoseconds >= 20_000_000, "the child's time is missing");
        Assert.True(costs[_involuntarySwitches] >= 0);
        Assert.All(
            CounterTable.All.Where(counter => counter is { InWorker: not null, Outside: null }),
            counter => Assert.True(costs[counter] is null, $"{counter.Name} is {costs[counter]}"));
        Assert.Null(costs[_allocated]);
        Assert.Null(costs.CompilationNanoseconds);
    }

    [Fact]
    public void HostClock_WhileThisProcessComputes_BusyTimeIsNotForeign()
    {
        var before = Assert.NotNull(HostClock.Read([_self]));
        Compute();
        var after = Assert.NotNull(HostClock.Read([_self]));
        Assert.True(after.Timestamp > before.Timestamp);
        Assert.True(after.Busy >= before.Busy);
        Assert.True(after.Own > before.Own);
    }

    [Fact]
    public void HostClock_Between_IsWhatOthersDid()
    {
        var before = new HostClock(0, Busy: 1_000, Steal: 50, Own: 300);
        var after = new HostClock(Stopwatch.Frequency, Busy: 4_000, Steal: 70, Own: 2_300);
        Assert.Equal(
            new Disturbance { WindowNanoseconds = 1_000_000_000, StealNanoseconds = 20, ForeignCpuNanoseconds = 1_000 },
            HostClock.Between(before, after));
    }

    [Fact]
    public void HostClock_BetweenWithAReadingMissing_IsAbsent()
    {
        Assert.Null(HostClock.Between(null, new HostClock(1, 1, 1, 1)));
        Assert.Null(HostClock.Between(new HostClock(1, 1, 1, 1), null));
    }

    [Theory]
    [InlineData(1, 1, 150, 0, false)]
    [InlineData(1, 1, 151, 0, true)]
    [InlineData(1, 1, 0, 150, false)]
    [InlineData(1, 1, 90, 61, true)]
    [InlineData(1, 1, 200, -60, false)]
    [InlineData(2, 2, 300, 0, false)]
    [InlineData(2, 2, 301, 0, true)]
    [InlineData(4, 2, 2_300, 0, false)]
    [InlineData(4, 2, 2_301, 0, true)]
    [InlineData(1, 0.5, 575, 0, false)]
    [InlineData(1, 0.5, 576, 0, true)]
    public void KindOn_AtTheThreshold_DecidesByAShareOfTheUsableCores(int processors, double usable, long foreign, long steal, bool expected) =>
        Assert.Equal(expected ? DisturbanceKind.Others : DisturbanceKind.None, KindOf(TimeSpan.FromSeconds(1), foreign, steal, Machine(processors, usable)));

    /// <summary>One tick of the kernel's clock is much of a short operation, and may be its own.</summary>
    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(10, 15, false)]
    [InlineData(10, 16, true)]
    [InlineData(50, 15, false)]
    [InlineData(60, 16, false)]
    public void KindOn_ShortOperation_NeedsMoreThanATick(long window, long foreign, bool expected) => Assert.Equal(
        expected ? DisturbanceKind.Others : DisturbanceKind.None, KindOf(TimeSpan.FromMilliseconds(window), foreign, 0, Machine(2, 2)));

    [Fact]
    public void KindOn_SeveralReasons_IsTheWorst()
    {
        var loud = new Disturbance { WindowNanoseconds = 1_000_000_000, ForeignCpuNanoseconds = 1_000_000_000, StealNanoseconds = 0 };
        Assert.Equal(DisturbanceKind.Throttled, (loud with { ThrottledPeriods = 1 }).KindOn(Machine(1, 1)));
        Assert.Equal(DisturbanceKind.Interrupted, (loud with { ThrottledPeriods = 1, InterruptedNanoseconds = 0 }).KindOn(Machine(1, 1)));
    }

    private static DisturbanceKind KindOf(TimeSpan window, long foreignMilliseconds, long stealMilliseconds, MachineEnvironment machine) => new Disturbance
    {
        WindowNanoseconds = (long)window.TotalNanoseconds,
        ForeignCpuNanoseconds = foreignMilliseconds * 1_000_000,
        StealNanoseconds = stealMilliseconds * 1_000_000,
    }.KindOn(machine);

    private static MachineEnvironment Machine(int processors, double usable) => MachineProbe.Read() with
    {
        LogicalProcessors = processors,
        UsableCores = usable,
    };

    private static BlockMeasurement Measured(Disturbance? disturbance) => new()
    {
        Cell = Cell.Of("threads", "timer", 1),
        Round = 0,
        Block = 0,
        AtMilliseconds = 0,
        Items = 1,
        Nanoseconds = 1,
        Costs = new Costs(),
        Disturbance = disturbance,
    };

    private static void Compute()
    {
        var value = 1UL;
        for (var turn = 0; turn < 5_000_000; turn++)
        {
            value = Digest.Mix(value);
        }

        GC.KeepAlive(value);
    }

    private static Costs Levels(params int[] tree) => new TreeMeter(tree).WithLevels(new Costs());

    private static int GoneProcess()
    {
        using var child = Start("/bin/true");
        child.WaitForEnd();
        return child.Id;
    }

    /// <summary>Compiled at its first call: no other code calls it for that type.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CompiledHere<T>()
        where T : struct => Unsafe.SizeOf<T>();

    private static ChildProcess Start(string program, params IReadOnlyList<string> arguments) =>
        ChildProcess.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
}
