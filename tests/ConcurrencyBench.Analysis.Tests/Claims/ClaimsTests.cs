using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests.Claims;

public sealed class ClaimsTests
{
    private static readonly Comparison Primes = new(
        "primes", 2, "sequential", "sequential-again", "threads", "threads-again", "gil-threads", "processes", "futures-processes", "gil-futures", "dataflow");

    private static readonly Comparison Http = new(
        "http", 16, "sequential", "sequential-again", "gil-threads", "async", "futures-threads", "dataflow");

    /// <summary>Steady times at the given speed-ups, 1 where none is given.</summary>
    private static Func<Visit, double> At(params (string Model, double SpeedUp)[] speedUps) =>
        visit => 1000 / speedUps.Where(pair => pair.Model == visit.Model).Select(pair => pair.SpeedUp).DefaultIfEmpty(1).Single();

    [Fact]
    public void Claims_All_AreInTheTablesOrderAndSayWhatTheyNeed()
    {
        Assert.Equal(
            [
                "threads.io", "threads.gil", "threads.native", "threads.convoy", "processes.cpu", "processes.memory",
                "processes.ipc", "asyncio.io", "asyncio.cpu", "async.io", "coroutines.light", "coroutines.blocking",
                "reactor.io", "reactor.complexity", "green.light", "green.cpu", "futures.both", "futures.gil",
                "distributed.scale", "distributed.cost", "reactive.stream", "reactive.cost", "hub.io", "hub.patching", "dataflow.both",
                "dataflow.cost",
            ],
            Analyzer.Claims.Select(claim => claim.Id));
        Assert.All(Analyzer.Claims, claim =>
        {
            Assert.EndsWith(".", claim.Sentence, StringComparison.Ordinal);
            Assert.NotEmpty(claim.Requirements);
            Assert.NotEmpty(claim.Cells(2));
        });
    }

    [Fact]
    public void Rule_OfAConjunction_NamesEveryPart() => Assert.Equal(
        "S(gil-threads, primes, cores) ≤ 1.1× and S(threads, primes, cores) ≥ 0.7 × cores",
        Analyzer.Claims.Single(claim => claim.Id == "threads.gil").Rule);

    [Theory]
    [InlineData(15.5, Verdict.Supported)]
    [InlineData(8.1, Verdict.Supported)]
    [InlineData(7.9, Verdict.Contradicted)]
    [InlineData(5, Verdict.Contradicted)]
    public void SpeedUpClaim_CertainSpeedUp_IsDecided(double speedUp, Verdict expected)
    {
        var judgement = new RunBuilder().Compare(Http, At(("async", speedUp))).Judge("async.io");
        Assert.Equal(expected, judgement.Verdict);
        var evidence = Assert.Single(judgement.Evidence);
        Assert.Equal(("S(async, http, 16)", "≥ 8×", "×", expected), (evidence.Name, evidence.Rule, evidence.Unit, evidence.Verdict));
        Assert.Equal(speedUp, evidence.Figure.Value, 1e-9);
    }

    [Theory]
    [InlineData("asyncio.cpu", "event-loop", 0.98, Verdict.Supported)]
    [InlineData("asyncio.cpu", "event-loop", 1.5, Verdict.Contradicted)]
    [InlineData("green.cpu", "green-threads", 0.98, Verdict.Supported)]
    [InlineData("green.cpu", "green-threads", 1.5, Verdict.Contradicted)]
    public void OneThreadClaim_CertainSpeedUp_IsDecided(string claim, string model, double speedUp, Verdict expected) => Assert.Equal(
        expected,
        new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "sequential-again", model), At((model, speedUp))).Judge(claim).Verdict);

    [Theory]
    [InlineData(1.5, Verdict.Supported)]
    [InlineData(1, Verdict.Contradicted)]
    public void DistributedScale_CertainSpeedUp_IsDecidedByTheCores(double speedUp, Verdict expected) => Assert.Equal(
        expected,
        new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "sequential-again", "distributed"), At(("distributed", speedUp))).Judge("distributed.scale").Verdict);

    [Fact]
    public void SpeedUpClaim_IntervalOverTheLimit_IsInconclusive() => Assert.Equal(
        Verdict.Inconclusive,
        new RunBuilder().Compare(Http, visit => visit.Model != "async" ? 1000 : visit.Round % 2 == 0 ? 100 : 140).Judge("async.io").Verdict);

    [Fact]
    public void SpeedUpClaim_TwoRounds_IsInconclusive()
    {
        var judgement = new RunBuilder().Compare(Http with { Rounds = 2 }, At(("async", 15))).Judge("async.io");
        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
        Assert.Contains(judgement.Evidence[0].Figure.Warnings, warning => warning.StartsWith("There is no interval", StringComparison.Ordinal));
    }

    [Fact]
    public void SpeedUpClaim_NearerToTheLimitThanTheNoiseFloor_IsInconclusiveAndSaysWhy()
    {
        var judgement = new RunBuilder().Compare(Http, At(("async", 8.5), ("sequential-again", 0.9))).Judge("async.io");
        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
        Assert.Contains(
            "Too near to 8× for a verdict: identical code differed from itself by 1.111 times in this run.",
            judgement.Evidence[0].Figure.Warnings);
    }

    [Theory]
    [InlineData(0.95, 1.9, Verdict.Supported)]
    [InlineData(1.6, 1.9, Verdict.Contradicted)]
    [InlineData(0.95, 1.0, Verdict.Contradicted)]
    public void Conjunction_CertainParts_IsSupportedByAllAndContradictedByAny(double gil, double threads, Verdict expected)
    {
        var judgement = new RunBuilder().Compare(Primes, At(("gil-threads", gil), ("threads", threads), ("threads-again", threads))).Judge("threads.gil");
        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(2, judgement.Evidence.Count);
        Assert.Equal("≥ 1.4×", judgement.Evidence[1].Rule);
    }

    [Theory]
    [InlineData(15, 1.9, Verdict.Supported)]
    [InlineData(15, 1.0, Verdict.Contradicted)]
    [InlineData(5, 1.9, Verdict.Contradicted)]
    public void FuturesClaim_ThreadsWithIoAndProcessesWithComputation_IsSupportedByBothAndContradictedByEither(
        double threads, double processes, Verdict expected)
    {
        var judgement = new RunBuilder()
            .Compare(Http, At(("futures-threads", threads)))
            .Compare(Primes, At(("futures-processes", processes)))
            .Judge("futures.both");
        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(
            [("S(futures-threads, http, 16)", "≥ 8×"), ("S(futures-processes, primes, 2)", "≥ 1.4×")],
            judgement.Evidence.Select(item => (item.Name, item.Rule)));
    }

    [Theory]
    [InlineData(0.95, Verdict.Supported)]
    [InlineData(1.6, Verdict.Contradicted)]
    public void FuturesClaim_ThreadsUnderALock_MustNotScale(double speedUp, Verdict expected)
    {
        var judgement = new RunBuilder().Compare(Primes, At(("gil-futures", speedUp))).Judge("futures.gil");
        Assert.Equal(expected, judgement.Verdict);
        var evidence = Assert.Single(judgement.Evidence);
        Assert.Equal(("S(gil-futures, primes, 2)", "≤ 1.1×"), (evidence.Name, evidence.Rule));
    }

    [Fact]
    public void Conjunction_OneOpenPart_IsInconclusive()
    {
        var judgement = new RunBuilder().Compare(
            Primes,
            visit => visit.Model.StartsWith("threads", StringComparison.Ordinal) ? 500 : visit.Model == "gil-threads" ? 850 + (visit.Round * 100) : 1000).Judge("threads.gil");
        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
        Assert.Equal([Verdict.Inconclusive, Verdict.Supported], judgement.Evidence.Select(item => item.Verdict));
    }

    [Fact]
    public void Conjunction_OnePartMissing_IsNotMeasuredUnlessTheOtherContradicts()
    {
        var supported = new RunBuilder().Compare(Primes, At(("dataflow", 1.9))).Judge("dataflow.both");
        Assert.Equal((Verdict.NotMeasured, "http was not selected"), (supported.Verdict, supported.Reason));
        var contradicted = new RunBuilder().Compare(Primes, At(("dataflow", 0.9))).Judge("dataflow.both");
        Assert.Equal((Verdict.Contradicted, null), (contradicted.Verdict, contradicted.Reason));
    }

    [Fact]
    public void Claim_ModelThatFailed_CitesTheFailure()
    {
        var judgement = new RunBuilder().Plan("primes", 2, "sequential", "processes")
            .Fail("processes", "primes", 1, "pool process 17 was killed by signal 9").Judge("processes.cpu");
        Assert.Equal(Verdict.NotMeasured, judgement.Verdict);
        Assert.Equal("processes failed with primes: pool process 17 was killed by signal 9", judgement.Reason);
    }

    [Fact]
    public void Claim_CellThatWasNotPlanned_SaysWhich()
    {
        Assert.Equal("processes was not selected", new RunBuilder().Plan("primes", 2, "sequential").Judge("processes.cpu").Reason);
        Assert.Equal("http was not selected at concurrency 16", new RunBuilder().Plan("http", 4, "sequential", "async").Judge("async.io").Reason);
        Assert.Equal(
            "async does not run http: no sockets here",
            new RunBuilder().Plan("http", 16, "sequential").Exclude("async", "http", "no sockets here").Judge("async.io").Reason);
        Assert.Equal("sequential was not selected", new RunBuilder().Compare(new Comparison("http", 16, "async"), At()).Judge("async.io").Reason);
        Assert.Equal(
            "async has not been measured with http yet", new RunBuilder().Plan("http", 16, "sequential", "async").Judge("async.io").Reason);
    }

    [Theory]
    [InlineData(ExclusionKind.MakesNoSense, "async does not run http: no")]
    [InlineData(ExclusionKind.NotInstalled, "what async needs for http is not installed here: no")]
    [InlineData(ExclusionKind.OverLimit, "http with 16 in flight is over a limit of this machine for async: no")]
    [InlineData(ExclusionKind.NotChosen, "http with async was not chosen: no")]
    public void Claim_CellThatIsExcluded_SaysWhatKindOfReasonThereIs(ExclusionKind kind, string expected)
    {
        var judgement = new RunBuilder().Plan("http", 16, "sequential").Exclude("async", "http", "no", kind).Judge("async.io");
        Assert.Equal((Verdict.NotMeasured, expected, kind), (judgement.Verdict, judgement.Reason, judgement.Absence));
    }

    [Fact]
    public void Claim_OnePartNotChosenAndOneFailed_IsAboutTheFailure()
    {
        var judgement = new RunBuilder().Plan("http", 16, "sequential", "dataflow").Fail("dataflow", "http", 16, "it broke").Judge("dataflow.both");
        Assert.Equal(("dataflow failed with http: it broke", null), (judgement.Reason, judgement.Absence));
        Assert.Equal(ExclusionKind.NotChosen, new RunBuilder().Plan("tcp", 16, "sequential").Judge("dataflow.both").Absence);
    }

    [Fact]
    public void Plan_OfAnOlderManifest_DistinguishesTheKindsOfItsExclusions()
    {
        var plan = new RunBuilder().Plan("http", 16, "sequential")
            .Exclude("async", "http", "it makes no sense").Exclude("async", "postgres", "no server").Exclude("threads", "postgres", "no server").Manifest().Plan;
        var limit = new Exclusion("threads", "http", "too many threads", Parameters.Of(16));
        Assert.Equal(
            [ExclusionKind.MakesNoSense, ExclusionKind.NotInstalled, ExclusionKind.NotInstalled, ExclusionKind.OverLimit],
            plan.Exclusions.Append(limit).Select(plan.KindOf));
    }

    [Fact]
    public void Claim_EveryBlockContaminated_HasFiguresButNoVerdict()
    {
        var judgement = new RunBuilder().Compare(Http, At(("async", 15))).Disturb().Judge("async.io");
        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
        var figure = Assert.Single(judgement.Evidence).Figure;
        Assert.NotNull(figure.Interval);
        Assert.Contains(figure.Warnings, warning => warning.Contains("no verdict rests on this", StringComparison.Ordinal));
    }

    [Fact]
    public void ScalingClaim_OneCore_IsNotMeasured()
    {
        var judgement = new RunBuilder { Cores = 1 }.Compare(Primes with { Concurrency = 1 }, At()).Judge("processes.cpu");
        Assert.Equal(Verdict.NotMeasured, judgement.Verdict);
        Assert.Equal("whether work scales over cores needs at least 2 of them, and this run may use 1", judgement.Reason);
    }

    [Theory]
    [InlineData(true, 1.2, Verdict.Inconclusive)]
    [InlineData(true, 1.9, Verdict.Supported)]
    [InlineData(false, 1.2, Verdict.Contradicted)]
    [InlineData(null, 1.2, Verdict.Contradicted)]
    public void ScalingClaim_LogicalProcessorsThatShareCores_IsNotRefutedByThem(bool? shared, double speedUp, Verdict expected)
    {
        var judgement = new RunBuilder { SimultaneousMultithreading = shared }.Compare(Primes, At(("processes", speedUp))).Judge("processes.cpu");
        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(shared == true, judgement.Evidence[0].Figure.Warnings.Contains(
            "Two logical processors may share a core here, so a speed-up of all of them is not to be expected."));
    }

    [Fact]
    public void Claim_OfAFixedConcurrency_DoesNotCareAboutSharedCores()
    {
        var judgement = new RunBuilder { SimultaneousMultithreading = true }.Compare(Http, At(("async", 5))).Judge("async.io");
        Assert.Equal(Verdict.Contradicted, judgement.Verdict);
        Assert.Empty(judgement.Evidence[0].Figure.Warnings);
    }

    [Fact]
    public void LockClaim_OnSharedCores_IsStillRefutedByAThreadThatScales()
    {
        var judgement = new RunBuilder { SimultaneousMultithreading = true }
            .Compare(Primes, At(("gil-threads", 1.6), ("threads", 1.9), ("threads-again", 1.9))).Judge("threads.gil");
        Assert.Equal(Verdict.Contradicted, judgement.Verdict);
    }

    [Theory]
    [InlineData(30, Verdict.Supported)]
    [InlineData(12, Verdict.Contradicted)]
    public void MemoryClaim_PairedMemory_IsDecided(long megabytes, Verdict expected)
    {
        var judgement = WithMemory(model => model == "processes" ? megabytes : 10).Judge("processes.memory");
        Assert.Equal(expected, judgement.Verdict);
        var evidence = Assert.Single(judgement.Evidence);
        Assert.Equal("memory(processes ÷ threads, primes, 2)", evidence.Name);
        Assert.Equal(megabytes / 10.0, evidence.Figure.Value, 1e-9);
    }

    [Fact]
    public void MemoryClaim_NotAvailableOnThisSystem_IsNotMeasured()
    {
        // PSS is known and not taken instead: it depends on how many other workers there are.
        var judgement = WithMemory(_ => null).Change(measurement => measurement with { Costs = new Costs { [CounterTable.Named("pssBytes")] = 10 } }).Judge("processes.memory");
        Assert.Equal((Verdict.NotMeasured, "not available on this system"), (judgement.Verdict, judgement.Reason));
    }

    [Fact]
    public void MemoryClaim_MemoryOfIdenticalCodeThatDiffers_IsHeldBackByItsOwnFloor()
    {
        // Times do not differ at all, so only the memory's floor can hold the verdict back.
        var judgement = WithMemory(model => model switch { "processes" => 20, "threads-again" => 15, _ => 10 }).Judge("processes.memory");
        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
    }

    [Theory]
    [InlineData(20, Verdict.Supported)]
    [InlineData(5, Verdict.Contradicted)]
    public void FirstAnswersClaim_StartUpAndFirstOperationOfEachRound_AreCompared(double times, Verdict expected)
    {
        const double OfThreads = 1e9;
        var primes = new Comparison("primes", 2, "sequential", "threads", "distributed");
        var evidence = Launched(primes, times * OfThreads, OfThreads).Compare(primes, At()).Judge("distributed.cost").Evidence[0];
        Assert.Equal(("time to first answers(distributed ÷ threads, primes, 2)", "≥ 10×", expected), (evidence.Name, evidence.Rule, evidence.Verdict));
        Assert.Equal(times, evidence.Figure.Value, 1e-3);
    }

    [Fact]
    public void FirstAnswersClaim_WorkersThatBeganWithAnotherConcurrency_AreComparedAtThatOne()
    {
        // What comes after, at two in flight, finds everything compiled: 100 times is the cold ratio, and 2 the warm one.
        var primes = new Comparison("primes", 2, "sequential", "threads", "distributed");
        var run = Launched(primes with { Concurrency = 1 }, 100e9, 1e9);
        foreach (var launch in Launched(primes, 2e9, 1e9).Entries)
        {
            run.Add(launch);
        }

        var evidence = run.Compare(primes, At()).Judge("distributed.cost").Evidence[0];
        Assert.Equal(("time to first answers(distributed ÷ threads, primes, 1)", Verdict.Supported), (evidence.Name, evidence.Verdict));
        Assert.Equal(100, evidence.Figure.Value, 1e-3);
    }

    [Fact]
    public void FirstAnswersClaim_OperationsThatOthersDisturbed_DecideNothing()
    {
        var primes = new Comparison("primes", 2, "sequential", "threads", "distributed");
        var evidence = Launched(primes, 100e9, 1e9).Compare(primes, At()).Disturb().Judge("distributed.cost").Evidence[0];
        Assert.Equal(("time to first answers(distributed ÷ threads, primes, 2)", Verdict.Inconclusive), (evidence.Name, evidence.Verdict));
    }

    private static RunBuilder Launched(Comparison comparison, double distributed, double threads)
    {
        var run = new RunBuilder();
        for (var round = 0; round < comparison.Rounds; round++)
        {
            run.Add(RunBuilder.Launched(RunBuilder.CellOf(comparison, "threads"), round, threads, 1));
            run.Add(RunBuilder.Launched(RunBuilder.CellOf(comparison, "distributed"), round, distributed, 1));
        }

        return run;
    }

    [Fact]
    public void FirstAnswersClaim_LaunchesWithoutAnOperation_AreNotCompared() => Assert.DoesNotContain(
        new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "threads", "distributed"), At()).Judge("distributed.cost").Evidence,
        evidence => evidence.Name.StartsWith("time to first answers", StringComparison.Ordinal));

    private static RunBuilder WithMemory(Func<string, long?> bytes) => new RunBuilder().Compare(Primes, At())
        .Change(measurement => measurement with { Costs = new Costs { MemoryBytes = bytes(measurement.Cell.Model) } });
}
