using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Measurement.Rounds;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class RunnerTests
{
    /// <summary>The number of no process: Linux gives out 22 bits.</summary>
    private const int NoProcess = 1 << 23;

    /// <summary>A workload that not all models run at the first concurrency.</summary>
    private static WorkloadPlan FewerAt16 => new(
        "http", [.. WorkloadPlan.Of("http", [16], ["sequential", "async"]).Comparisons, .. TestRun.Workload("http", 1000).Comparisons]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_TwoRounds_EveryModelIsMeasuredOnceInEveryBlock()
    {
        using var run = new TestRun();
        var entries = await run.RunAsync([], Token);

        var blocks = entries.OfType<BlockMeasurement>().GroupBy(measurement => (measurement.Round, measurement.Block)).ToList();
        Assert.Equal(2 * 3, blocks.Count);
        Assert.All(blocks, block => Assert.Equal(
            ["async", "sequential", "threads", "threads-again"], block.Select(measurement => measurement.Cell.Model).Order()));
        Assert.Equal(2 * 4, entries.OfType<Launch>().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_SameSeed_SameOrders()
    {
        using var first = new TestRun();
        using var second = new TestRun();
        await first.RunAsync([], Token);
        await second.RunAsync([], Token);

        var measured = first.Source.Happened.Where(what => what.StartsWith("measure", StringComparison.Ordinal)).ToList();
        Assert.Equal(measured, second.Source.Happened.Where(what => what.StartsWith("measure", StringComparison.Ordinal)));
        Assert.True(measured.Chunk(4).Select(block => string.Join(' ', block)).Distinct().Count() > 1, "every block had the same order");
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_TwoConcurrencies_BaselineIsPreparedOnceAndMeasuredInBoth()
    {
        using var run = new TestRun { Workloads = [TestRun.Workload("primes", 2, 4)], MinimumRounds = 1, MaximumRounds = 1 };
        var entries = await run.RunAsync([], Token);

        Assert.Single(entries.OfType<Launch>(), launch => launch.Cell.Model == "sequential");
        var baseline = entries.OfType<BlockMeasurement>().Where(measurement => measurement.Cell.Model == "sequential").ToList();
        Assert.Equal(6, baseline.Select(measurement => measurement.Block).Distinct().Count());
        Assert.All(baseline, measurement => Assert.Equal(1, measurement.Cell.Concurrency));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ModelUnderSeveralNames_LaunchesItForEachWithTheExtraWorkOfItsName()
    {
        using var run = new TestRun { Workloads = [WorkloadPlan.Of("primes", [2], ["sequential#1", "threads#1", "threads#2", "threads#1+5%"])], MinimumRounds = 1, MaximumRounds = 1 };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(["launch sequential", "launch threads", "launch threads", "launch threads"], run.Source.Happened.Where(what => what.StartsWith("launch", StringComparison.Ordinal)).Order());
        Assert.Equal(
            ["prepare sequential primes 1", "prepare threads primes 2", "prepare threads primes 2", "prepare threads primes 2 +5%"],
            run.Source.Happened.Where(what => what.StartsWith("prepare", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(4, entries.OfType<BlockMeasurement>().Select(measurement => measurement.Cell).Distinct().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_Calibration_HasItsNeighbourBesideEachComparisonAndMeasuresUnpairedCellsOneAfterTheOther()
    {
        var comparison = Comparison.Of("primes", Parameters.Of(2), [Cell.Of("threads#1", "primes", 2), Cell.Of("threads#2", "primes", 2)]);
        using var run = new TestRun
        {
            Workloads =
            [
                new WorkloadPlan("primes", [
                    comparison with { Id = "quiet", Neighbour = NeighbourKind.None },
                    comparison with { Id = "bursts", Neighbour = NeighbourKind.Bursts },
                    comparison with { Id = "plain", Neighbour = NeighbourKind.Bursts, IsUnpaired = true },
                ]),
            ],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        var entries = await run.RunAsync(_ => RunOutlook.Nothing, Token);

        Assert.Equal(2, entries.OfType<Launch>().Count());
        var beside = run.Source.Happened.Where(what => what.Contains("neighbour", StringComparison.Ordinal) || what.StartsWith("measure", StringComparison.Ordinal)).ToList();
        Assert.Equal(["begin neighbour None 42", "end neighbour", "begin neighbour Bursts 42", "end neighbour", "begin neighbour Bursts 42", "end neighbour"], beside.Where(what => what.Contains("neighbour", StringComparison.Ordinal)));
        Assert.StartsWith("begin neighbour", beside.SkipWhile(what => what.StartsWith("measure", StringComparison.Ordinal)).First(), StringComparison.Ordinal);
        Assert.Equal("end neighbour", beside[^1]);
        var plain = entries.OfType<BlockMeasurement>().Where(measurement => measurement.Comparison == "plain").Select(measurement => measurement.Cell.Model);
        Assert.Equal(["threads#1", "threads#1", "threads#1", "threads#2", "threads#2", "threads#2"], plain);
        Assert.All(entries.OfType<BlockMeasurement>().Where(measurement => measurement.Comparison == "quiet").GroupBy(measurement => measurement.Block), block => Assert.Equal(2, block.Count()));
    }

    /// <summary>A comparison takes two preparations of a second, a warm-up operation each and three blocks of two: 2.8 s, and a fiftieth of that is 56 ms.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(57, null, true)]
    [InlineData(55, null, false)]
    [InlineData(null, null, true)]
    [InlineData(null, "process 7 exited with code 1", false)]
    public async Task RunAsync_Calibration_NotesAfterEachComparisonWhetherItsNeighbourWasThere(int? milliseconds, string? end, bool wasThere)
    {
        var comparison = Comparison.Of("primes", Parameters.Of(2), [Cell.Of("threads#1", "primes", 2), Cell.Of("threads#2", "primes", 2)]) with { Neighbour = NeighbourKind.Bursts };
        using var run = new TestRun
        {
            Workloads = [new WorkloadPlan("primes", [comparison])],
            MinimumRounds = 1,
            MaximumRounds = 1,
            NeighbourCpuNanoseconds = milliseconds * 1_000_000L,
            NeighbourEnd = end,
        };
        var entries = await run.RunAsync(_ => RunOutlook.Nothing, Token);

        var presence = Assert.IsType<NeighbourPresence>(entries[^1]);
        Assert.Equal((comparison.Id, NeighbourKind.Bursts, 2_800_000_000L, end), (presence.Comparison, presence.Kind, presence.WindowNanoseconds, presence.End));
        Assert.Equal(wasThere, presence.WasThere);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_NoNeighbourIsPlanned_NotesNone()
    {
        using var run = new TestRun { MinimumRounds = 1, MaximumRounds = 1 };
        Assert.Empty((await run.RunAsync([], Token)).OfType<NeighbourPresence>());
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ModelThatIsRestless_IsSuspendedExceptWhenItIsAsked()
    {
        using var run = new TestRun { Workloads = [WorkloadPlan.Of("primes", [2, 4], ["distributed", "threads", "sequential"])] };
        await run.RunAsync([], Token);

        var standsStill = false;
        var asked = new List<(string Model, bool StandsStill)>();
        foreach (var what in run.Source.Happened.Select(what => what.Split(' ')))
        {
            standsStill = (what[0], what[1]) switch
            {
                ("suspend", "distributed") => true,
                ("resume", "distributed") => false,
                _ => standsStill,
            };
            if (what[0] is "prepare" or "measure")
            {
                asked.Add((what[1], standsStill));
            }
        }

        Assert.Equal(["distributed", "sequential", "threads"], asked.Select(step => step.Model).Distinct().Order());
        Assert.All(asked, step => Assert.Equal(step.Model != "distributed", step.StandsStill));
        Assert.DoesNotContain("suspend threads", run.Source.Happened);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ItemsRunInOtherProcesses_TheirGarbageIsCollectedByARequestBeforeEachOperation()
    {
        using var run = new TestRun { Workloads = [WorkloadPlan.Of("primes", [2], ["sequential", "processes"])] };
        await run.RunAsync([], Token);

        var happened = run.Source.Happened;
        var measured = Enumerable.Range(0, happened.Count).Where(step => happened[step].StartsWith("measure processes", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(measured);
        Assert.All(measured, step => Assert.Equal("collect processes", happened[step - 1]));
        Assert.DoesNotContain("collect sequential", happened);
    }

    /// <summary>What serves a request is compiled at the thirtieth and at the sixtieth: not in a block.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ItemsRunInOtherProcesses_TheyGetSixtyRequestsBeforeTheFirstBlock()
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Processes = [NoProcess, NoProcess + 1] },
            Workloads = [WorkloadPlan.Of("primes", [2], ["processes"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        var blocks = (await run.RunAsync([], Token)).OfType<BlockMeasurement>().Count();

        var happened = run.Source.Happened;
        var first = Enumerable.Range(0, happened.Count).Where(step => happened[step].StartsWith("measure", StringComparison.Ordinal)).TakeLast(blocks).First();
        Assert.InRange(happened.Take(first).Count(what => what == "collect processes"), 60, 70);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_WorkerThatIsNeverIdleButCompilesNothing_IsWarmedUpTwice()
    {
        var cpu = 0L;
        using var run = new TestRun
        {
            Source = new ScriptedSource { Processes = [NoProcess], Costs = new Costs { CompilationNanoseconds = 0 } },
            Workloads = [WorkloadPlan.Of("primes", [1], ["sequential"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
            Activity = () => new Activity(cpu += 5_000_000, 0, IsReady: true),
        };
        var entries = await run.RunAsync([], Token);

        var warmUps = run.Source.Happened.Count(what => what == "measure sequential primes") - entries.OfType<BlockMeasurement>().Count();
        Assert.Equal(2, warmUps);
    }

    [Theory]
    [InlineData(30, 0, true)]
    [InlineData(31, 0, false)]
    [InlineData(0, 31, false)]
    [InlineData(31, null, null)]
    public void HardlyCompiled_OperationsOf1000Nanoseconds_AtMostThreeHundredthsInEach(int? first, int? second, bool? expected)
    {
        IReadOnlyList<Measured> operations = [.. new[] { first, second }.Select(compilation => new Measured(1000, new Costs { CompilationNanoseconds = compilation }))];
        Assert.Equal(expected, JitWarmUp.HardlyCompiled(operations));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("launch threads")]
    [InlineData("prepare threads")]
    [InlineData("measure threads")]
    public async Task RunAsync_WorkerFails_OthersGoOnAndTheCellIsNotTriedAgain(string failing)
    {
        using var run = new TestRun();
        run.Source.Failing[failing] = "it broke";
        var entries = await run.RunAsync([], Token);

        // The null case runs the same model, and so fails with it.
        var failures = entries.OfType<Failure>().ToList();
        Assert.Equal(["threads", "threads-again"], failures.Select(failure => failure.Cell.Model).Order());
        Assert.All(failures, failure => Assert.Equal("it broke", failure.Reason));
        Assert.Equal(2 * 3, entries.OfType<BlockMeasurement>().Count(measurement => measurement.Cell.Model == "async"));
        Assert.Equal(2, run.Source.Happened.Count(what => what == "launch threads"));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_FixtureDoesNotOpen_ItsWorkloadIsGivenUpAfterTheSecondTimeAndOthersRun()
    {
        using var run = new TestRun { Workloads = [TestRun.Workload("tcp", 16), TestRun.Workload("primes", 2)], MinimumRounds = 3, MaximumRounds = 3 };
        run.Source.Failing["open tcp"] = "no port";
        var entries = await run.RunAsync([], Token);

        Assert.Equal(2 * 4, entries.OfType<Failure>().Count(failure => failure.Cell.Workload == "tcp" && failure.Reason == "no port"));
        Assert.Equal(2, run.Source.Happened.Count(what => what == "open tcp"));
        Assert.DoesNotContain(entries.OfType<BlockMeasurement>(), measurement => measurement.Cell.Workload == "tcp");
        Assert.Contains(entries.OfType<BlockMeasurement>(), measurement => measurement.Cell.Workload == "primes");
    }

    /// <summary>A journal that names a cell without a plan would not be read again, and everything measured would be lost.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("launch threads", 1)]
    [InlineData("open http", 2)]
    public async Task RunAsync_FailsBeforeAModelsFirstConcurrency_IsFiledThereAndTheJournalIsRead(string failing, int times)
    {
        using var run = new TestRun { Workloads = [FewerAt16] };
        run.Source.Failing[failing] = "it broke";
        await run.RunAsync([], Token);

        var failures = Journal.Read(run.JournalPath, run.Manifest).Entries.OfType<Failure>().ToList();
        Assert.Equal(times, failures.Count(failure => failure.Cell == Cell.Of("threads", "http", 1000)));
        Assert.All(failures, failure => Assert.Equal(failure.Cell.Model switch { "sequential" => 1, "async" => 16, _ => 1000 }, failure.Cell.Concurrency));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_FixtureDies_TheModelsAreTriedAgainInTheNextRound()
    {
        using var run = new TestRun();
        run.Source.Failing["measure threads"] = "connection reset";
        run.Source.FixtureEnd = "process 9 was killed by signal 9 (SIGKILL)";
        run.Source.Opened = () =>
        {
            if (run.Source.Happened.Count(what => what == "open primes") == 2)
            {
                run.Source.Failing.Clear();
                run.Source.FixtureEnd = null;
            }
        };
        var entries = await run.RunAsync([], Token);

        var failures = entries.OfType<Failure>().ToList();
        Assert.All(failures, failure => Assert.Equal("the fixture's process 9 was killed by signal 9 (SIGKILL), and so: connection reset", failure.Reason));
        Assert.Equal(2, failures.Count);
        Assert.Equal(3, entries.OfType<BlockMeasurement>().Count(measurement => measurement.Cell.Model == "threads"));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_Interrupted_KeepsTheUnfinishedBlockAndEndsEveryWorker()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var run = new TestRun();
        run.Source.Measuring = _ =>
        {
            // A warm-up operation of each of four, a block of four, and half of the next.
            if (run.Source.Happened.Count(what => what.StartsWith("measure", StringComparison.Ordinal)) == 4 + 6)
            {
                interrupt.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync([], interrupt.Token));

        Assert.Equal(6, Journal.Read(run.JournalPath).Entries.OfType<BlockMeasurement>().Count());
        Assert.Equal(
            run.Source.Happened.Count(what => what.StartsWith("launch", StringComparison.Ordinal)),
            run.Source.Happened.Count(what => what.StartsWith("end", StringComparison.Ordinal)));
        Assert.Contains("close primes", run.Source.Happened);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_BudgetSpent_NoRoundStartsThatWouldEndLater()
    {
        // A round takes 4 × 1 s to prepare and 16 × 0.1 s to warm up and to measure: three fit into 19 s.
        using var run = new TestRun { BudgetSeconds = 19, MinimumRounds = 10, MaximumRounds = 10 };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(3, entries.Max(entry => entry.Round) + 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ShortWorkloadAfterALongOne_IsExpectedToTakeItsOwnTime()
    {
        // After three rounds of 5.6 s and two of one model alone, of 22 s less than 5.6 are left, but enough for one model alone.
        using var run = new TestRun
        {
            Workloads = [TestRun.Workload("primes", 2), WorkloadPlan.Of("json", [2], ["sequential"])],
            BudgetSeconds = 22,
            MinimumRounds = 3,
            MaximumRounds = 3,
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(3, entries.OfType<CellEntry>().Where(entry => entry.Cell.Workload == "json").Max(entry => entry.Round) + 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_NothingOpen_StopsAtTheMinimum()
    {
        using var run = new TestRun { MaximumRounds = 5 };
        Assert.Equal(2, (await run.RunAsync([], Token)).Max(entry => entry.Round) + 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_OneWorkloadOpen_OnlyThatOneGoesOnToTheMaximum()
    {
        using var run = new TestRun { Workloads = [TestRun.Workload("primes", 2), TestRun.Workload("json", 2)], MaximumRounds = 5 };
        var entries = await run.RunAsync(["json"], Token);

        Assert.Equal(2, entries.OfType<CellEntry>().Where(entry => entry.Cell.Workload == "primes").Max(entry => entry.Round) + 1);
        Assert.Equal(5, entries.OfType<CellEntry>().Where(entry => entry.Cell.Workload == "json").Max(entry => entry.Round) + 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_NumberOfRoundsIsFixed_ReportsHowLongTheyTakeOnceThereWasOne()
    {
        // A round takes 4 × 1 s to prepare and 16 × 0.1 s to warm up and to measure.
        using var run = new TestRun { MinimumRounds = 3, MaximumRounds = 3 };
        await run.RunAsync(["primes"], Token);

        Assert.Equal([null, 2 * 5.6, 5.6], run.Reported.GroupBy(report => report.Round).Select(round => round.First().Left?.TotalSeconds));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_FromTheFirstReport_HasTheSameLatestEndAndTheMostRounds()
    {
        using var run = new TestRun { MinimumRounds = 1, MaximumRounds = 100, BudgetSeconds = 19 };
        await run.RunAsync(["primes"], Token);

        Assert.All(run.Reported.Where(report => report.LeftAtMost > TimeSpan.Zero), report => Assert.Equal(TimeSpan.FromSeconds(run.BudgetSeconds), report.Elapsed + report.LeftAtMost));
        Assert.All(run.Reported, report => Assert.Equal((1, 100, null), (report.Rounds, report.MostRounds, report.Left)));
        Assert.Equal(TimeSpan.FromSeconds(run.BudgetSeconds), run.Reported[0].LeftAtMost);
        Assert.Contains(run.Reported, report => report.Round > 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_Resumed_AddsTheMissingRoundsAndKeepsTheEarlierEntries()
    {
        using var before = new TestRun { MinimumRounds = 1, MaximumRounds = 1 };
        var earlier = await before.RunAsync([], Token);
        using var run = new TestRun { Earlier = earlier };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(earlier, entries.Take(earlier.Count));
        Assert.Equal([0, 1], entries.Select(entry => entry.Round).Distinct().Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ResumedFromARoundWhoseLastBlockIsCut_MakesUpForThatRound()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var before = new TestRun();
        before.Source.Measuring = _ =>
        {
            // A warm-up operation of each of four, two blocks of four, and half of the third and last.
            if (before.Source.Happened.Count(what => what.StartsWith("measure", StringComparison.Ordinal)) == 4 + 8 + 2)
            {
                interrupt.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => before.RunAsync([], interrupt.Token));
        var earlier = Journal.Read(before.JournalPath).Entries;
        Assert.Equal([0, 1, 2], earlier.OfType<BlockMeasurement>().Select(measurement => measurement.Block).Distinct().Order());

        using var run = new TestRun { Earlier = earlier };
        var measured = (await run.RunAsync([], Token)).OfType<BlockMeasurement>().ToList();

        Assert.Equal([0, 1, 2], measured.Select(measurement => measurement.Round).Distinct().Order());
        Assert.All(measured.Where(measurement => measurement.Round > 0).GroupBy(measurement => measurement.Round), round => Assert.Equal(3 * 4, round.Count()));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(2, 2, 0)]
    [InlineData(5, 4, 2)]
    public async Task RunAsync_BudgetSpentWithinARound_StopsBetweenMeasurements(int budgetSeconds, int prepared, int blocks)
    {
        // 4 × 1 s to prepare, 4 × 0.1 s to warm up, and as much for a block: the second of three blocks ends after 5.2 s.
        using var run = new TestRun { BudgetSeconds = budgetSeconds };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(prepared, entries.OfType<Launch>().Count());
        Assert.Equal(blocks * 4, entries.OfType<BlockMeasurement>().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_BudgetSpentAtTheFirstConcurrency_LeavesTheSecondOut()
    {
        using var run = new TestRun { Workloads = [TestRun.Workload("primes", 2, 4)], BudgetSeconds = 5 };
        var entries = await run.RunAsync([], Token);

        Assert.DoesNotContain(entries.OfType<CellEntry>(), entry => entry.Cell.Concurrency == 4);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task RunAsync_ComparisonsOnOtherNumbersOfCores_LaunchesWorkersForEach(bool areOthers, int launches)
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Cores = cell => areOthers && cell.Concurrency == 4 ? 1 : null },
            Workloads = [new WorkloadPlan("primes", [.. new[] { 2, 4 }.Select(concurrency => WorkloadPlan.Of("primes", [concurrency], ["threads"]).Comparisons.Single())])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(launches, run.Source.Happened.Count(what => what == "launch threads"));
        Assert.Equal([2, 4], entries.OfType<BlockMeasurement>().Select(measurement => measurement.Cell.Concurrency).Distinct());
        Assert.Single(run.Source.Happened, what => what == "open primes");
    }

    /// <summary>Of 1,000 ns, 900 are of phases whose items once take 200.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_PhasesThatRepeatTheirItems_RecordsTimeAndCostsOfThemOnce()
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource
            {
                Costs = new Costs { CompilationNanoseconds = 0, CpuNanoseconds = 1800 },
                Phases = [new Phase("a", 5, 100) { Repeats = 8 }, new Phase("b", 5, 100)],
            },
            Workloads = [WorkloadPlan.Of("primes", [1], ["sequential"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        var entries = await run.RunAsync([], Token);

        Assert.All(entries.OfType<BlockMeasurement>(), measurement => Assert.Equal(400, measurement.Costs.CpuNanoseconds));
        Assert.All(entries.OfType<BlockMeasurement>(), measurement => Assert.Equal(1000 * 2.0 / 9, measurement.Nanoseconds, 1e-9));
        Assert.Equal(1000 * 2.0 / 9, entries.OfType<Launch>().Single().WarmUpNanoseconds[^1], 1e-9);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_WorkerThatCompilesForEver_IsMeasuredAfterSixteenOperations()
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Costs = new Costs { CompilationNanoseconds = 1000 } },
            Workloads = [WorkloadPlan.Of("primes", [1], ["sequential"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(3, entries.OfType<BlockMeasurement>().Count());
        Assert.Equal(16 + 3, run.Source.Asked.Count);
    }

    /// <summary>One operation of ten items was in the answer to 'prepare', so sixty need six more; a second is over after four that take 0.3 s.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(0.1, 0, 6)]
    [InlineData(0.3, 0, 4)]
    [InlineData(0.3, 1000, 6 + 16)]
    public async Task RunAsync_SixtyItemsTakeLongerThanASecond_EndsThenIfItIsReady(double seconds, long compilation, int expected)
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { WarmUps = 1, MeasureTime = TimeSpan.FromSeconds(seconds), Costs = new Costs { CompilationNanoseconds = compilation } },
            Workloads = [WorkloadPlan.Of("primes", [1], ["sequential"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(expected, run.Source.Asked.Count - entries.OfType<BlockMeasurement>().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_LaunchOfACell_HasEveryOperationBeforeTheFirstThatCounts()
    {
        using var run = new TestRun { Source = new ScriptedSource { WarmUps = 3 }, MinimumRounds = 1, MaximumRounds = 1 };
        var entries = await run.RunAsync([], Token);

        Assert.All(entries.OfType<Launch>(), launch =>
        {
            var asked = run.Source.Asked.Where(asked => asked.Model == launch.Cell.ModelId).Sum(asked => asked.Operations);
            var names = entries.OfType<Launch>().Count(other => other.Cell.ModelId == launch.Cell.ModelId);
            var measured = entries.OfType<BlockMeasurement>().Count(measurement => measurement.Cell == launch.Cell);
            Assert.Equal([100, 100, 90, .. Enumerable.Repeat(1000.0, (asked / names) - measured)], launch.WarmUpNanoseconds);
            Assert.True(launch.WarmUpNanoseconds.Count > 3);
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_AsManyWarmUpsAsALineMayHave_AreReadAgain()
    {
        using var run = new TestRun { Source = new ScriptedSource { WarmUps = 10_000 }, MinimumRounds = 1, MaximumRounds = 1 };
        var launches = (await run.RunAsync([], Token)).OfType<Launch>().ToList();

        Assert.All(launches, launch => Assert.Equal((10_000, 1000.0), (launch.WarmUpNanoseconds.Count, launch.WarmUpNanoseconds[^1])));
        Assert.Equal(launches.Count, Journal.Read(run.JournalPath).Entries.OfType<Launch>().Count());
    }

    /// <summary>The launch was made ready, so how long it took to start is known.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_OperationOfAWarmUpFails_TheLaunchIsKept()
    {
        using var run = new TestRun { Workloads = [WorkloadPlan.Of("primes", [1], ["sequential"])] };
        run.Source.Failing["measure sequential"] = "it broke";
        var entries = await run.RunAsync([], Token);

        Assert.Single(entries.OfType<Failure>());
        Assert.Single(entries.OfType<Launch>());
    }

    [Theory(Timeout = 60_000)]
    [InlineData(200)]
    [InlineData(0)]
    public async Task RunAsync_OnlyOneWorkerIsPreparedOrMeasuresAtATime(int warmUpMilliseconds)
    {
        var working = 0;
        var most = 0;
        using var run = new TestRun { WarmUpMilliseconds = warmUpMilliseconds };
        run.Source.Working = async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref working));

            // What else is asked for meanwhile is asked for before this goes on.
            for (var turn = 0; turn < 20; turn++)
            {
                await Task.Yield();
            }

            Interlocked.Decrement(ref working);
        };
        Assert.NotEmpty(await run.RunAsync([], Token));
        Assert.Equal(1, most);
    }

    /// <summary>
    /// Those whose items only wait, for half of an operation or longer, leave the cores to each other, before the first block alone. A known
    /// duration is no wait where items compute meanwhile.
    /// </summary>
    [Theory(Timeout = 60_000)]
    [InlineData(WorkloadKind.Io, 45, true)]
    [InlineData(WorkloadKind.Io, 44, false)]
    [InlineData(WorkloadKind.Mixed, 90, false)]
    [InlineData(WorkloadKind.Cpu, 90, false)]
    public async Task RunAsync_OperationsThatMostlyWait_AreWarmedUpSideBySideAndMeasuredAlone(WorkloadKind kind, double shortest, bool expected)
    {
        var working = 0;
        var seen = new List<int>();
        using var run = new TestRun { Source = new ScriptedSource { Kind = kind, Shortest = shortest }, MinimumRounds = 1, MaximumRounds = 1 };
        run.Source.Working = async () =>
        {
            lock (seen)
            {
                seen.Add(++working);
            }

            await Task.Delay(20, Token);
            Interlocked.Decrement(ref working);
        };
        var entries = await run.RunAsync([], Token);
        var measured = entries.OfType<BlockMeasurement>().Count();

        Assert.All(entries.OfType<Launch>(), launch => Assert.Equal(expected, launch.IsWarmedUpBesideOthers));
        Assert.All(seen.TakeLast(measured), count => Assert.Equal(1, count));
        Assert.Equal(expected, seen.SkipLast(measured).Max() > 1);
    }

    /// <summary>Four on this machine of one core; of those that have processes of their own, one beside.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(0, 4)]
    [InlineData(2, 1)]
    public async Task RunAsync_OperationsThatMostlyWait_AreWarmedUpNoMoreAtOnceThanTheCoresBear(int processes, int most)
    {
        const int NoProcess = 1 << 23;
        var counting = new Lock();
        var (working, seen) = (0, 0);
        using var run = new TestRun
        {
            Source = new ScriptedSource { Rehearses = true, Kind = WorkloadKind.Io, Shortest = 90, Processes = [.. Enumerable.Range(NoProcess, processes)] },
            Workloads = [WorkloadPlan.Of("primes", [2], ["threads", "async", "channels", "parallel", "hub", "reactor"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
        };
        run.Source.Working = async () =>
        {
            lock (counting)
            {
                seen = Math.Max(seen, ++working);
            }

            await Task.Delay(20, Token);
            lock (counting)
            {
                working--;
            }
        };
        await run.RunAsync([], Token);

        Assert.InRange(seen, 1, most);
    }
}
