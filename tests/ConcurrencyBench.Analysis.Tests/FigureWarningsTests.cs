using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class FigureWarningsTests
{
    private static readonly Comparison Primes = new("primes", 2, "sequential", "sequential-again", "threads", "threads-again") { Blocks = 4 };

    private static double Steady(Visit visit) => visit.Model.StartsWith("sequential", StringComparison.Ordinal) ? 200 : 100;

    /// <summary>The time of an operation that is measured is 2,000 for the baseline, 1,000 for threads.</summary>
    private static RunBuilder WarmedUp(Comparison comparison, Func<string, bool> which, params double[] lastWarmUps)
    {
        var run = new RunBuilder().Compare(comparison, Steady);
        for (var index = 0; index < run.Entries.Count; index++)
        {
            if (run.Entries[index] is Launch launch && which(launch.Cell.Model))
            {
                run.Entries[index] = launch with { WarmUpNanoseconds = [9000, 5000, .. lastWarmUps] };
            }
        }

        return run;
    }

    private static RunBuilder WarmedUp(params double[] lastWarmUps) => WarmedUp(Primes, model => model == "threads", lastWarmUps);

    [Fact]
    public void WarmUp_StillSlowerThanWhatWasMeasured_IsWarnedOf()
    {
        var threads = WarmedUp(1600, 1500, 1400).Analyze().Find("threads", "primes", 2)!;
        Assert.Contains(threads.NanosecondsPerItem.Warnings, warning => warning.StartsWith("threads was still warming up", StringComparison.Ordinal));
        Assert.Contains(threads.SpeedUp!.Warnings, warning => warning.StartsWith("threads was still warming up", StringComparison.Ordinal));
    }

    [Fact]
    public void WarmUp_ThatReachedTheMeasuredLevel_IsFine() =>
        Assert.Empty(WarmedUp(1050, 1010, 1005).Analyze().Find("threads", "primes", 2)!.NanosecondsPerItem.Warnings);

    /// <summary>Operations that ran beside those of other launches do not say how long one takes alone.</summary>
    [Theory]
    [InlineData(1500)]
    [InlineData(500)]
    public void WarmUp_BesideOtherLaunches_IsNotHeldAgainstWhatWasMeasured(double warmUp)
    {
        var run = WarmedUp(Primes, _ => true, warmUp, warmUp, warmUp);
        Assert.NotEmpty(run.Analyze().Find("threads", "primes", 2)!.NanosecondsPerItem.Warnings);
        for (var index = 0; index < run.Entries.Count; index++)
        {
            run.Entries[index] = run.Entries[index] is Launch launch ? launch with { IsWarmedUpBesideOthers = true } : run.Entries[index];
        }

        Assert.Empty(run.Analyze().Find("threads", "primes", 2)!.NanosecondsPerItem.Warnings);
    }

    [Fact]
    public void WarmUp_FasterThanWhatWasMeasured_IsWarnedOf()
    {
        var threads = WarmedUp(510, 505, 495).Analyze().Find("threads", "primes", 2)!;
        const string Warning = "threads slowed down: the operations that were measured took 2.00 to 2.00 times as long as its last warm-ups, so something disturbed them.";
        Assert.Contains(Warning, threads.NanosecondsPerItem.Warnings);
        Assert.Contains(Warning, threads.SpeedUp!.Warnings);
    }

    [Theory]
    [InlineData(500, 2000, "the operations that were measured took 2.00 times as long")]
    [InlineData(850, 2000, "the operations that were measured took 1.18 times as long")]
    [InlineData(900, 2000, null)]
    [InlineData(1100, 500, null)]
    [InlineData(1200, 500, "the last warm-ups took 1.20 times as long")]
    public void WarmUp_OfTheTypicalCellInOneRound_IsWarnedOfOnceForTheRun(double threads, double outlier, string? expected)
    {
        // One cell far off is not typical, and one round says nothing of a single figure.
        var comparison = new Comparison("primes", 2, "sequential", "threads", "async", "dataflow") { Rounds = 1 };
        var run = WarmedUp(comparison, model => model != "sequential", threads, threads, threads);
        var first = run.Entries.FindIndex(entry => entry is Launch { Cell.Model: "async" });
        run.Entries[first] = (Launch)run.Entries[first] with { WarmUpNanoseconds = [outlier] };
        var results = run.Analyze();
        var warnings = results.Warnings.Where(warning => warning.StartsWith("In the typical cell", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, warning => Assert.Contains(expected!, warning, StringComparison.Ordinal));
        Assert.Single(results.Find("threads", "primes", 2)!.NanosecondsPerItem.Warnings);
    }

    [Fact]
    public void Trend_WithinEveryRound_IsWarnedOf()
    {
        var results = new RunBuilder().Compare(Primes, visit => Steady(visit) * (visit.Model == "threads" ? 1 - (0.1 * visit.Block) : 1)).Analyze();
        Assert.Contains(
            "threads did not settle: the later operations of a round took 0.79 to 0.79 times as long as the earlier ones.",
            results.Find("threads", "primes", 2)!.SpeedUp!.Warnings);
    }

    [Fact]
    public void Trend_OfTheBaseline_IsAWarningOfEverySpeedUp()
    {
        var results = new RunBuilder().Compare(Primes, visit => Steady(visit) * (visit.Model == "sequential" ? 1 - (0.1 * visit.Block) : 1)).Analyze();
        Assert.Contains(
            results.Find("threads", "primes", 2)!.SpeedUp!.Warnings,
            warning => warning.StartsWith("sequential did not settle", StringComparison.Ordinal));
    }

    [Fact]
    public void Trend_UpInOneRoundAndDownInAnother_IsTheMachines()
    {
        var results = new RunBuilder().Compare(Primes, visit => Steady(visit) * (visit.Round % 2 == 0 ? 1 + (0.2 * visit.Block) : 2 - (0.2 * visit.Block))).Analyze();
        Assert.Empty(results.Find("threads", "primes", 2)!.SpeedUp!.Warnings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void NoiseFloor_IdenticalCode_IsTheNullCaseThatIsFarthestFromOne(int rounds)
    {
        // threads-again is 4 % slower, give or take a percent from round to round; sequential-again is 2 % faster.
        var results = new RunBuilder().Compare(Primes with { Rounds = rounds }, visit => Steady(visit)
            * (visit.Model == "threads-again" ? 1.04 * (rounds == 1 ? 1 : visit.Round % 2 == 0 ? 1.01 : 1 / 1.01) : visit.Model == "sequential-again" ? 0.98 : 1)).Analyze();
        var floor = Assert.Single(results.NoiseFloors);
        Assert.Equal("primes/2", floor.Comparison);
        Assert.Equal(1.04, floor.Floor.Ratio, 1e-9);
        Assert.False(floor.Floor.IsCalibrated);
    }

    [Theory]
    [InlineData(1.03, 1.04, false)]
    [InlineData(1.05, 1.05, true)]
    public void NoiseFloor_CalibratedMachine_IsWhatItExpectsUnlessTheRunIsNoisier(double calibrated, double expected, bool isCalibrated)
    {
        var run = new RunBuilder
        {
            Calibration = new CalibratedNoise(default, [new CalibratedFloor("primes", false, "throughput", 3, 4, calibrated), new CalibratedFloor("primes", false, "throughput", 5, 4, 1.5)]),
        };
        var floor = run.Compare(Primes, visit => Steady(visit) * (visit.Model == "threads-again" ? 1.04 : 1)).Analyze().NoiseFloors[0].Floor;
        Assert.Equal((expected, isCalibrated), (Math.Round(floor.Ratio, 9), floor.IsCalibrated));
    }

    [Theory]
    [InlineData(1.0, Verdict.Supported)]
    [InlineData(1.9, Verdict.Inconclusive)]
    public void NoiseFloor_BetweenModelsOnOneCore_IsThatOfTheNullCaseOnOneCore(double cores, Verdict expected)
    {
        // Only threads, on two cores, differ from themselves: by more than the rule's 1.1 lies from the figure.
        var comparison = new Comparison("primes", 2, "sequential", "sequential-again", "event-loop", "threads", "threads-again");
        var judgement = new RunBuilder()
            .Compare(comparison, visit => visit.Model switch { "threads" => 60, "threads-again" => 75, _ => 100 })
            .Change(measurement => measurement with
            {
                Costs = new Costs { CpuNanoseconds = (long)(measurement.Nanoseconds * (ModelAlias.ModelId(measurement.Cell.Model) == "threads" ? 1.9 : cores)) },
            })
            .Judge("asyncio.cpu");

        Assert.Equal(expected, judgement.Verdict);
    }

    [Fact]
    public void NoiseFloor_OfTwoCells_IsOneValueWhereverTheyAreHeldAgainstEachOther()
    {
        // Threads use two cores and differ from themselves by 1.3, the baseline uses one and differs by 4 %.
        var comparison = new Comparison("primes", 2, "sequential", "sequential-again", "event-loop", "threads", "threads-again");
        var results = new RunBuilder()
            .Compare(comparison, visit => visit.Model switch { "threads" => 60, "threads-again" => 78, "sequential-again" => 104, "event-loop" => 97, _ => 100 })
            .Change(measurement => measurement with
            {
                Costs = new Costs { CpuNanoseconds = (long)(measurement.Nanoseconds * (ModelAlias.ModelId(measurement.Cell.Model) == "threads" ? 1.9 : 1)) },
            })
            .Analyze();
        var (loop, threads) = (results.Find("event-loop", "primes", 2)!, results.Find("threads", "primes", 2)!);

        Assert.Equal((1.3, 1.04), (Round(Assert.Single(results.NoiseFloors).Floor.Ratio), Round(results.NoiseFloors[0].OneCore!.Ratio)));
        Assert.Equal((1.04, 1.3), (Round(loop.SpeedUp!.NoiseFloor!.Ratio), Round(threads.SpeedUp!.NoiseFloor!.Ratio)));
        Assert.Same(loop.SpeedUp.NoiseFloor, results.Judgements.Single(judgement => judgement.ClaimId == "asyncio.cpu").Evidence[0].Figure.NoiseFloor);
        Assert.All(Assert.Single(results.Rankings).Speed.Rivals, rival => Assert.Equal(1.3, rival.Ratio.NoiseFloor!.Ratio, 1e-9));
        Assert.Contains("Not distinguishable from sequential: identical code differed from itself by 1.040 times in this run.", loop.SpeedUp.Warnings);
        Assert.Equal((Distinction.Within, Distinction.Apart), (loop.BesideBaseline, threads.BesideBaseline));
        Assert.Contains(
            "In primes at concurrency 2 identical code differed from itself by 1.300 times in this run, between models that use one core by 1.040, by throughput: smaller differences of throughput there mean nothing.",
            results.Warnings);

        static double Round(double ratio) => Math.Round(ratio, 9);
    }

    [Fact]
    public void NoDifference_ExactlyAtTheNoiseFloor_IsADifference()
    {
        // What is smaller than the floor is none: for claims, ranks, tables and charts alike.
        var results = new RunBuilder().Compare(Primes, visit => visit.Model switch { "sequential-again" => 125, "threads" or "threads-again" => 80, _ => 100 }).Analyze();
        var threads = results.Find("threads", "primes", 2)!;
        Assert.Equal(threads.SpeedUp!.Value, threads.SpeedUp.NoiseFloor!.Ratio, 1e-12);
        var isNoDifference = threads.BesideBaseline == Distinction.NotToldApart;
        Assert.Equal(threads.SpeedUp.Value < threads.SpeedUp.NoiseFloor.Ratio, isNoDifference);
        Assert.Equal(isNoDifference, threads.SpeedUp.Warnings.Count > 0);
        Assert.Equal(isNoDifference, results.Rankings[0].Speed.Rivals.Single(rival => rival.Model == "sequential").Place == Place.NotToldApart);
    }

    [Fact]
    public void NoiseFloor_CpuTimeNotAvailable_IsThatOfEveryNullCase()
    {
        var comparison = new Comparison("primes", 2, "sequential", "sequential-again", "event-loop", "threads", "threads-again");
        var judgement = new RunBuilder()
            .Compare(comparison, visit => visit.Model switch { "threads" => 60, "threads-again" => 75, _ => 100 }).Judge("asyncio.cpu");

        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
    }

    [Fact]
    public void NoiseFloor_NoNullCase_IsUnknownAndSaid()
    {
        var results = new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "threads"), Steady).Analyze();
        Assert.Empty(results.NoiseFloors);
        Assert.Contains("No model was measured twice, so the noise floor is unknown: primes.", results.Warnings);
    }

    [Fact]
    public void SpeedUp_SmallerThanTheNoiseFloor_IsNotDistinguishable()
    {
        // Both without noise, so the interval of the speed-up excludes 1 and only the floor can hold it back.
        var results = new RunBuilder().Compare(Primes, visit => visit.Model switch
        {
            "sequential-again" => 110,
            "threads" => 95,
            _ => 100,
        }).Analyze();
        var threads = results.Find("threads", "primes", 2)!.SpeedUp!;
        Assert.True(threads.Interval!.Lower > 1);
        Assert.Contains("Not distinguishable from sequential: identical code differed from itself by 1.100 times in this run.", threads.Warnings);
    }

    [Fact]
    public void SpeedUp_IntervalOverOne_IsNotDistinguishable()
    {
        var results = new RunBuilder().Compare(
            new Comparison("primes", 2, "sequential", "sequential-again", "threads"),
            visit => visit.Model == "threads" && visit.Round % 2 == 0 ? 80 : visit.Model == "threads" ? 120 : 100).Analyze();
        Assert.Contains(
            "Not distinguishable from sequential: the interval that holds for all models together reaches over 1.", results.Find("threads", "primes", 2)!.SpeedUp!.Warnings);
    }

    /// <summary>Of many equal models one's own interval excludes 1 now and then; the ranks of the same comparison allow for that, and so does the speed-up.</summary>
    [Fact]
    public void BesideBaseline_OfManyEqualModels_IsWhatTheRanksSay()
    {
        var noise = new Noise(1);
        string[] models = ["sequential", "event-loop", "async", "coroutines", "reactor", "dataflow", "parallel", "channels", "hub", "futures-threads", "gil-threads", "gil-futures"];
        var results = Enumerable.Range(0, 20).Select(_ => new RunBuilder().Compare(new Comparison("primes", 2, models) { Rounds = 5 }, _ => 100 * Math.Exp(0.05 * noise.Normal())).Analyze()).ToList();
        var cells = results.SelectMany(result => result.Cells).Where(cell => cell.SpeedUp is not null).ToList();
        Assert.True(cells.Count(cell => cell.SpeedUp!.Interval is { Lower: > 1 } or { Upper: < 1 }) >= 5);
        Assert.True(cells.Count(cell => cell.BesideBaseline == Distinction.Apart) <= 1);
    }

    [Theory]
    [InlineData(98, Distinction.Within)]
    [InlineData(104, Distinction.Within)]
    [InlineData(120, Distinction.Apart)]
    public void BesideBaseline_SteadyTimes_IsWithinFivePercentOrApart(double time, Distinction expected) => Assert.Equal(
        expected, new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "threads"), visit => visit.Model == "threads" ? time : 100).Analyze().Find("threads", "primes", 2)!.BesideBaseline);

    [Theory]
    [InlineData(104, Distinction.Within)]
    [InlineData(130, Distinction.NotToldApart)]
    public void BesideBaseline_IdenticalCodeDiffers_IsNoMoreWithinFivePercentThanThat(double again, Distinction expected) => Assert.Equal(
        expected, new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "sequential-again", "threads"), visit => visit.Model == "sequential-again" ? again : 100)
            .Analyze().Find("threads", "primes", 2)!.BesideBaseline);

    [Fact]
    public void SpeedUp_WithoutAnIntervalAndWithinTheFloor_IsNotDistinguishable()
    {
        var results = new RunBuilder().Compare(Primes with { Rounds = 2 }, visit => visit.Model switch
        {
            "sequential-again" => 110,
            "threads" => 95,
            "threads-again" => 95.1,
            _ => 100,
        }).Analyze();
        Assert.Contains(
            "Not distinguishable from sequential: identical code differed from itself by 1.100 times in this run.",
            results.Find("threads", "primes", 2)!.SpeedUp!.Warnings);
    }

    [Theory]
    [InlineData(2, "In primes at concurrency 2 identical code differed from itself by 1.400 times in this run, by throughput: smaller differences of throughput there mean nothing.")]
    [InlineData(3, "In primes at concurrency 2 identical code differed from itself by 1.400 times in this run, by throughput: smaller differences of throughput there mean nothing.")]
    public void NoiseFloor_ThatHidesMuch_IsAWarningOfTheRun(int rounds, string expected) => Assert.Contains(
        expected, new RunBuilder().Compare(Primes with { Rounds = rounds }, visit => visit.Model == "threads-again" ? 140 : Steady(visit)).Analyze().Warnings);

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "This program itself used 1.10 % of a core while operations ran, where it should only wait.")]
    public void Orchestrator_UsesMoreThanAHundredthOfACore_IsAWarningOfTheRun(int perThousand, string? expected)
    {
        var results = new RunBuilder().Compare(Primes, Steady).Change(measurement => measurement with
        {
            Costs = measurement.Costs with { OrchestratorCpuNanoseconds = (long)measurement.Nanoseconds * perThousand / 1000 },
        }).Analyze();

        Assert.Equal(perThousand / 1000.0, results.OrchestratorShare!.Value, 1e-9);
        Assert.Equal(expected, results.Warnings.SingleOrDefault(warning => warning.StartsWith("This program itself", StringComparison.Ordinal)));
    }

    [Fact]
    public void Orchestrator_CpuTimeNotAvailable_ShareIsAbsent() =>
        Assert.Null(new RunBuilder().Compare(Primes, Steady).Change(measurement => measurement with { Costs = new Costs() }).Analyze().OrchestratorShare);

    /// <summary>It is not others who use the machine then.</summary>
    [Fact]
    public void RunWithoutAWarmUp_IsDisturbedByItsOwnWorkers()
    {
        var run = new RunBuilder { WarmUpMilliseconds = 0 }.Compare(Primes with { Rounds = 1 }, Steady).Disturb();
        var results = run.Analyze();
        Assert.StartsWith("Without a warm-up the run's own workers disturb its operations", results.MachineWarnings[0], StringComparison.Ordinal);
        Assert.All(results.Cells, cell => Assert.Contains(
            "Too few operations were undisturbed, so disturbed ones had to count, and no verdict rests on this.", cell.NanosecondsPerItem.Warnings));
        Assert.DoesNotContain(results.Cells.SelectMany(cell => cell.NanosecondsPerItem.Warnings), warning => warning.Contains("Others", StringComparison.Ordinal));
    }

    [Fact]
    public void MachineThatOthersUse_IsSaidBeforeAllElse()
    {
        var results = new RunBuilder().Compare(Primes with { Rounds = 2 }, Steady).Disturb().Analyze();
        Assert.StartsWith("Others used the machine during 32 of 32 operations that had to count", Assert.Single(results.MachineWarnings), StringComparison.Ordinal);
        Assert.Equal(results.MachineWarnings[0], results.Warnings[0]);
        Assert.True(results.Warnings.Count > 1);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void OperationsLeftOut_AreAReasonToTrustNothingWhereTheyAreMost(int perRound, bool expected)
    {
        var results = new RunBuilder().Compare(Primes, Steady).Change(measurement => measurement.Block >= perRound ? measurement : measurement with
        {
            Disturbance = measurement.Disturbance! with { StealNanoseconds = 90_000_000 },
        }).Analyze();
        Assert.Contains(results.Warnings, warning => warning.EndsWith("which do not count.", StringComparison.Ordinal));
        Assert.Equal(expected ? 1 : 0, results.MachineWarnings.Count);
    }
}
