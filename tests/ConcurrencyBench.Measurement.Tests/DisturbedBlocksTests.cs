using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>What a run promises of blocks that the machine disturbed: recorded, repeated, left out, said.</summary>
public sealed class DisturbedBlocksTests
{
    private const int Blocks = 3;

    /// <summary>The first of the numbers that no process has: Linux gives out 22 bits.</summary>
    private const int NoProcess = 1 << 23;

    private static readonly IReadOnlyList<string> _models = ["sequential", "threads"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_QuietMachine_RepeatsNothingAndAllCounts()
    {
        using var run = Run(new ScriptedMachine(_models.Count, _ => false));
        await run.RunAsync([], Token);

        Assert.Equal(Enumerable.Range(0, Blocks), BlocksOf(run));
        Assert.Equal((Blocks, 0), (Analysed(run).Blocks, Analysed(run).LeftOutOperations));
        Assert.All(Measured(run), measurement => Assert.Equal(0, measurement.Disturbance!.ForeignCpuNanoseconds));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunAsync_OthersUseTheMachineDuringOneBlock_IsRecordedRepeatedAndDoesNotCount(int disturbed)
    {
        using var run = Run(new ScriptedMachine(_models.Count, block => block == disturbed));
        await run.RunAsync([], Token);

        Assert.Equal(Enumerable.Range(0, Blocks + 1), BlocksOf(run));
        Assert.All(Measured(run), measurement => Assert.Equal(measurement.Block == disturbed ? 50_000_000 : 0, measurement.Disturbance!.ForeignCpuNanoseconds));
        var results = Analysed(run);
        Assert.Equal(new LeftOutOperations(Others: _models.Count, 0, 0), results.LeftOut);
        Assert.All(results.Cells, cell => Assert.Equal(Blocks, cell.Measurements));
        Assert.Contains("Others used the machine during 2 of 8 operations, which do not count.", results.Warnings);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_OthersUseTheMachineAllTheTime_RepeatsHalfAsOftenAgainAndNoBlockIsClean()
    {
        using var run = Run(new ScriptedMachine(_models.Count, _ => true));
        await run.RunAsync([], Token);

        Assert.Equal(Blocks + 2, BlocksOf(run).Count);
        var results = Analysed(run);
        Assert.Equal((results.Operations, 0), (results.DisturbedOperations, results.LeftOutOperations));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_OthersDisturbOneOperationOfABlock_BlocksAreMeasuredUntilTheWorstOffCellHasEnough()
    {
        // Operations 0 and 3: one of each model at the most, or two of one.
        using var run = Run(new ScriptedMachine(1, operation => operation is 0 or 3));
        await run.RunAsync([], Token);

        var clean = Measured(run).Where(measurement => measurement.Disturbance!.ForeignCpuNanoseconds == 0).GroupBy(measurement => measurement.Cell.Model).Select(model => model.Count()).ToList();
        Assert.Equal(Blocks, clean.Min());
        Assert.Equal(BlocksOf(run).Count, clean.Sum() + 2 - BlocksOf(run).Count);
        Assert.InRange(BlocksOf(run).Count, Blocks + 1, Blocks + 2);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_QuotaThrottlesAnOperation_IsRecordedRepeatedAndDoesNotCount()
    {
        using var run = Run(new ScriptedMachine(_models.Count, _ => false) { Throttled = block => block == 1 });
        await run.RunAsync([], Token);

        Assert.Equal(Blocks + 1, BlocksOf(run).Count);
        Assert.All(Measured(run), measurement => Assert.Equal(
            measurement.Block == 1 ? (1, 40_000_000) : (0, 0), (measurement.Disturbance!.ThrottledPeriods, measurement.Disturbance.ThrottledNanoseconds)));
        Assert.Equal(new LeftOutOperations(0, Throttled: _models.Count, 0), Analysed(run).LeftOut);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_QuotaThrottlesEveryBlock_TheReportSaysSoFirst()
    {
        using var run = Run(new ScriptedMachine(_models.Count, _ => false) { Throttled = _ => true });
        await run.RunAsync([], Token);

        var results = Analysed(run);
        Assert.Equal(results.Operations, results.DisturbedOperations);
        Assert.StartsWith("A CPU quota stopped the run's processes during 10 of 10 operations: times show the quota", results.Warnings[0], StringComparison.Ordinal);
        Assert.DoesNotContain(results.Warnings, warning => warning.StartsWith("Others", StringComparison.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(200)]
    [InlineData(0)]
    public async Task RunAsync_RunIsStoppedDuringABlock_IsRecordedRepeatedAndDoesNotCount(int warmUpMilliseconds)
    {
        using var run = Run(null, warmUpMilliseconds);
        StopDuring(run, block: 1, TimeSpan.FromSeconds(3));
        await run.RunAsync([], Token);

        Assert.Equal(Enumerable.Range(0, Blocks + 1), BlocksOf(run));
        var stopped = Assert.Single(Measured(run), measurement => measurement.Disturbance is not null);
        Assert.Equal((1, 3_000_000_000), (stopped.Block, stopped.Disturbance!.InterruptedNanoseconds));
        var results = Analysed(run);
        Assert.Equal(new LeftOutOperations(0, 0, Interrupted: 1), results.LeftOut);
        Assert.Equal([Blocks, Blocks + 1], results.Cells.Select(cell => cell.Measurements).Order());
        Assert.Contains("The run itself was stopped during 1 of 8 operations, for 3.00 s in all; these do not count.", results.Warnings);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_RunIsStoppedInEveryBlock_NoFigureComesOfIt()
    {
        using var run = Run(null);
        run.Source.Measuring = _ => run.Heart.Stop(TimeSpan.FromSeconds(1));
        await run.RunAsync([], Token);

        Assert.Equal(Blocks + 2 + 5, BlocksOf(run).Count);
        var results = Analysed(run);
        Assert.Empty(results.Cells);
        Assert.Equal(results.Operations, results.LeftOut.Interrupted);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_RunIsStoppedDuringAWarmUp_ItsStartUpDoesNotCount()
    {
        using var run = Run(null);
        run.Source.Preparing = model =>
        {
            if (model == "threads")
            {
                run.Heart.Stop(TimeSpan.FromSeconds(3));
            }
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal([null, 3_000_000_000], entries.OfType<Launch>().OrderBy(launch => launch.Cell.Model).Select(launch => launch.InterruptedNanoseconds));
        var results = Analysed(run);
        Assert.Equal([5, null], results.Cells.OrderBy(cell => cell.Cell.Model).Select(cell => cell.StartUpNanoseconds));
        Assert.Contains("The run itself was stopped during 1 warm-up: those start-up times do not count.", results.Warnings);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_WorkerFailsWhileTheRunIsStopped_ItsModelIsTriedAgain()
    {
        using var run = new TestRun { Workloads = [WorkloadPlan.Of("primes", [2], _models)] };
        run.Source.Failing["measure threads"] = "did not answer";
        run.Source.Measuring = model =>
        {
            if (model == "threads" && run.Source.Happened.Count(what => what == "launch threads") == 1)
            {
                run.Heart.Stop(TimeSpan.FromSeconds(14));
            }
        };
        run.Source.Opened = () =>
        {
            if (run.Source.Happened.Count(what => what == "open primes") == 2)
            {
                run.Source.Failing.Clear();
            }
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal("the run was stopped meanwhile, and so: did not answer", Assert.Single(entries.OfType<Failure>()).Reason);
        Assert.Equal(Blocks, entries.OfType<BlockMeasurement>().Count(measurement => measurement.Cell.Model == "threads"));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_RunIsStopped_ItsBudgetDoesNotLoseTheTime()
    {
        // A round takes 2 × 1 s to prepare and 8 × 0.1 s to warm up and to measure: three fit into 9 s, whatever is lost.
        using var run = new TestRun { Workloads = [WorkloadPlan.Of("primes", [2], _models)], BudgetSeconds = 9, MinimumRounds = 10, MaximumRounds = 10 };
        run.Source.Preparing = _ =>
        {
            run.Source.Time.Advance(TimeSpan.FromSeconds(60));
            run.Heart.Stop(TimeSpan.FromSeconds(60));
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(3, entries.Max(entry => entry.Round) + 1);
        Assert.True(entries.Max(entry => entry.AtMilliseconds) <= 9_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_EachBlock_IsOnDiskBeforeTheNextStarts()
    {
        using var run = Run(null);
        var asked = 0;
        run.Source.Measuring = _ =>
        {
            var counted = asked++ - _models.Count;
            if (counted >= 0)
            {
                Assert.Equal(counted / _models.Count * _models.Count, Measured(run).Count);
            }
        };
        await run.RunAsync([], Token);

        Assert.Equal(_models.Count * (1 + Blocks), asked);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("threads", 1)]
    [InlineData("distributed", 8)]
    public async Task RunAsync_OperationsOfARequest_AreOneInABlockAndAsManyAsThePauseAsksForInAWarmUp(string model, int warmUp)
    {
        using var run = new TestRun { Workloads = [WorkloadPlan.Of("primes", [2], [model])], MinimumRounds = 1, MaximumRounds = 1 };
        await run.RunAsync([], Token);

        var operations = run.Source.Asked.Select(asked => asked.Operations).ToList();
        Assert.Equal([1, 1, 1], operations.TakeLast(Blocks));
        Assert.All(operations.SkipLast(Blocks), count => Assert.Equal(warmUp, count));
        Assert.NotEmpty(operations.SkipLast(Blocks));
    }

    /// <summary>Also where the worker could not rehearse to the end, as a stream or what took too long.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("processes", 2, false, 13)]
    [InlineData("processes", 1, false, 8)]
    [InlineData("processes", 0, false, 5)]
    [InlineData("threads", 0, false, 5)]
    [InlineData("distributed", 1, false, 24)]
    [InlineData("processes", 2, true, 13)]
    [InlineData("distributed", 2, true, 24)]
    public async Task RunAsync_ItemsRunInOtherProcesses_AreWarmedUpUntilEachHasHadSixtyItems(string model, int children, bool rehearses, int fewest)
    {
        // They look idle at once. Operations have ten items, and the answer to 'prepare' has two of them, which a worker without others ran itself;
        // a cluster runs eight at a time.
        using var run = new TestRun
        {
            Source = new ScriptedSource { Processes = [.. Enumerable.Range(NoProcess, 1 + children)], WarmUps = 2, Rehearses = rehearses, RehearsesToTheEnd = false },
            Workloads = [WorkloadPlan.Of("primes", [2], [model])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        await run.RunAsync([], Token);

        Assert.Equal(fewest, run.Source.Asked.SkipLast(Blocks).Sum(asked => asked.Operations));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("threads", 200, 1)]
    [InlineData("threads", 0, 0)]
    public async Task RunAsync_WorkerRehearses_IsAskedToOnceBeforeOperations(string model, int warmUp, int rehearsals)
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Rehearses = true, WarmUps = 1 },
            Workloads = [WorkloadPlan.Of("primes", [2], [model])],
            MinimumRounds = 1,
            MaximumRounds = 1,
            WarmUpMilliseconds = warmUp,
        };
        await run.RunAsync([], Token);

        var happened = run.Source.Happened.Where(what => what.Contains(model, StringComparison.Ordinal)).Select(what => what.Split(' ')[0]).ToList();
        Assert.Equal(rehearsals, happened.Count(what => what == "rehearse"));
        Assert.Equal(rehearsals > 0 ? 0 : warmUp, run.Source.WarmUpAskedFor[model]);

        // Whole operations follow: of ten items, as many as have sixty together with that of 'prepare'.
        Assert.True(rehearsals == 0 || happened.IndexOf("rehearse") < happened.IndexOf("measure"));
        Assert.True(rehearsals == 0 || run.Source.Asked.SkipLast(Blocks).Count() == 6);
    }

    /// <summary>Of ten items for its one process, as many whole ones as have sixty; of a cluster, whose runtime pauses, eight at a time until it was quiet twice.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("processes", 1, 7)]
    [InlineData("distributed", 8, 2)]
    public async Task RunAsync_WorkerRehearsesWhatRunsInOtherProcesses_IsAskedForFewOperations(string model, int atOnce, int requests)
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Rehearses = true, Processes = [NoProcess, NoProcess + 1], WarmUps = 1 },
            Workloads = [WorkloadPlan.Of("primes", [2], [model])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        await run.RunAsync([], Token);

        Assert.Equal(0, run.Source.WarmUpAskedFor[model]);
        Assert.Single(run.Source.Happened, what => what == $"rehearse {model}");
        Assert.Equal(Enumerable.Repeat(atOnce, requests), run.Source.Asked.SkipLast(Blocks).Select(asked => asked.Operations));
    }

    /// <summary>Where they compute, where they wait, and where each of several processes compiles.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(WorkloadKind.Cpu, 0, 0.5)]
    [InlineData(WorkloadKind.Io, 0, 3)]
    [InlineData(WorkloadKind.Cpu, 2, 2.5)]
    [InlineData(WorkloadKind.Io, 2, 5)]
    public async Task RunAsync_WorkerRehearses_HasTheTimeThatItsOperationsNeed(WorkloadKind kind, int processes, double seconds)
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Rehearses = true, Kind = kind, Shortest = 90, Processes = [.. Enumerable.Range(NoProcess, processes)] },
            Workloads = [WorkloadPlan.Of("primes", [2], ["threads"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        await run.RunAsync([], Token);

        Assert.Equal(TimeSpan.FromSeconds(seconds), run.Source.RehearsalLimits["threads"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_RehearsalFails_IsAFailureOfTheCell()
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Rehearses = true },
            Workloads = [WorkloadPlan.Of("primes", [2], ["threads"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        run.Source.Failing["rehearse threads"] = "a wrong digest";
        var entries = await run.RunAsync([], Token);

        Assert.Equal("a wrong digest", Assert.Single(entries.OfType<Failure>()).Reason);
        Assert.Empty(run.Source.Asked);
    }

    /// <summary>What processes that look idle compiled during the operation is read of their threads.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ProcessesGoOnCompiling_AreWarmedUpUntilTheyHardlyDoTwiceInARow()
    {
        const int Compiling = 9;
        var readings = 0;
        using var run = new TestRun
        {
            Source = new ScriptedSource { Processes = [NoProcess, NoProcess + 1] },
            Workloads = [WorkloadPlan.Of("primes", [2], ["processes"])],
            MinimumRounds = 1,
            MaximumRounds = 1,

            // Before each operation and after it.
            CompilerThreads = () => new Dictionary<string, long> { ["thread"] = Math.Min(readings++, 2 * Compiling) * 1_000_000_000L },
        };
        await run.RunAsync([], Token);

        Assert.Equal(Compiling + 2, run.Source.Asked.SkipLast(Blocks).Sum(asked => asked.Operations));
    }

    /// <summary>Where no thread is known to compile, processes are ready that use no core right after an operation. These use one for a moment.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(true, 8)]
    [InlineData(false, 8 + 16)]
    public async Task RunAsync_ProcessesWithoutACompilerThread_AreReadyOnceTheyAreIdle(bool isSeen, int expected)
    {
        var looks = 0;
        using var run = new TestRun
        {
            Source = new ScriptedSource { Processes = [NoProcess, NoProcess + 1] },
            Workloads = [WorkloadPlan.Of("primes", [2], ["processes"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
            Activity = () => new Counters.Activity(0, 0, IsReady: looks++ % 3 == 1),
            CompilerThreads = () => isSeen ? new Dictionary<string, long> { ["thread"] = 1 } : new Dictionary<string, long>(),
        };
        await run.RunAsync([], Token);

        Assert.Equal(expected, run.Source.Asked.SkipLast(Blocks).Sum(asked => asked.Operations));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public async Task RunAsync_FixtureFailedTwiceInAnEarlierSession_IsTriedAgainButAModelThatFailedIsNot(bool mayBeRetried, int opened)
    {
        using var run = new TestRun
        {
            Earlier =
            [
                .. from round in new[] { 0, 1 }
                   from model in new[] { "sequential", "threads", "async", "threads-again" }
                   select new Failure { Cell = Cell.Of(model, "primes", 2), Round = round, AtMilliseconds = 1, Reason = "busy", MayBeRetried = mayBeRetried },
            ],
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(opened, run.Source.Happened.Count(what => what == "open primes"));
        Assert.Equal(opened * 4 * Blocks, entries.OfType<BlockMeasurement>().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ServerAnswersSlowlyBeforeARound_IsMeasuredAndItsFiguresSaySo()
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { SlowAnswer = TimeSpan.FromMilliseconds(45) },
            Workloads = [WorkloadPlan.Of("tcp", [2], _models)],
        };
        var entries = await run.RunAsync([], Token);

        Assert.Empty(entries.OfType<Failure>());
        Assert.All(entries.OfType<Launch>(), launch => Assert.Equal(45_000_000, launch.SlowFixtureNanoseconds));
        var results = Analysed(run);
        Assert.All(results.Cells, cell => Assert.Contains(cell.NanosecondsPerItem.Warnings, warning => warning.StartsWith("The server took 45 ms to answer", StringComparison.Ordinal)));
        Assert.Contains(results.Warnings, warning => warning.StartsWith("In tcp the server took up to 45 ms to answer", StringComparison.Ordinal));
    }

    private static TestRun Run(ScriptedMachine? machine, int warmUpMilliseconds = Plan.UsualWarmUpMilliseconds) => new()
    {
        Source = new ScriptedSource { Costs = new Costs { CompilationNanoseconds = 0 } },
        Workloads = [WorkloadPlan.Of("primes", [2], _models)],
        MinimumRounds = 1,
        MaximumRounds = 1,
        WarmUpMilliseconds = warmUpMilliseconds,
        HostClock = () => machine?.Read(),
    };

    private static void StopDuring(TestRun run, int block, TimeSpan time)
    {
        var operation = 0;
        var warmUps = run.WarmUpMilliseconds > 0 ? _models.Count : 0;
        run.Source.Measuring = _ =>
        {
            if (operation++ == warmUps + (block * _models.Count))
            {
                run.Heart.Stop(time);
            }
        };
    }

    private static IReadOnlyList<BlockMeasurement> Measured(TestRun run) =>
        [.. Journal.Read(run.JournalPath).Entries.OfType<BlockMeasurement>()];

    private static IReadOnlyList<int> BlocksOf(TestRun run) => [.. Measured(run).Select(measurement => measurement.Block).Distinct()];

    /// <summary>What a report of the journal on disk would show.</summary>
    private static RunResults Analysed(TestRun run) => Analyzer.Analyze(run.Manifest, Journal.Read(run.JournalPath, run.Manifest).Entries);
}
