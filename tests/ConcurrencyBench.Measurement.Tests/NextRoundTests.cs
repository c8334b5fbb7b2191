using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Rounds;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>Which round is next, how many blocks it has, and what the journal says of it.</summary>
public sealed class NextRoundTests
{
    private const int Blocks = 3;

    private static readonly IReadOnlyList<string> _all = ["sequential", "threads", "async", "threads-again"];

    private static readonly WorkloadPlan _primes = TestRun.Workload("primes", 2);
    private static readonly WorkloadPlan _json = TestRun.Workload("json", 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_FixedRounds_NeverLooksAndSaysWhichRoundItIs()
    {
        using var run = new TestRun { Workloads = [_primes, _json], MinimumRounds = 2, MaximumRounds = 2 };
        var rounds = Started(await run.RunAsync(_ => throw new InvalidOperationException("it looked"), Token));

        Assert.Equal(["round 1 of the 2 of primes", "round 1 of the 2 of json", "round 2 of the 2 of primes", "round 2 of the 2 of json"], rounds.Select(round => round.Reason));
        Assert.All(rounds, round => Assert.Equal(_all, Assert.Single(round.Comparisons).Models));
        Assert.All(rounds, round => Assert.Equal(Blocks, round.Comparisons[0].Blocks));
    }

    /// <summary>A round takes 4 × 1 s to prepare and 16 × 0.1 s to warm up and to measure.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_AfterARound_TheNextIsExpectedToTakeAsLong()
    {
        using var run = new TestRun { MinimumRounds = 3, MaximumRounds = 3 };
        var rounds = Started(await run.RunAsync([], Token));

        Assert.Equal([null, 5.6, 5.6], rounds.Select(round => round.ExpectedSeconds));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ClaimOfTwoCells_HasItsRoundsBeforeOthersAreMeasuredAtAll()
    {
        using var run = new TestRun { Workloads = [_primes, _json], MinimumRounds = 1, MaximumRounds = 9 };
        var entries = await run.RunAsync(Until(2, TestRun.Claim(_json.Comparisons[0], 2.5, "sequential", "threads")), Token);

        var rounds = Started(entries);
        Assert.Equal(["json", "json", "primes", "json"], rounds.Select(round => round.Workload));
        Assert.Equal(["sequential", "threads"], rounds[0].Comparisons[0].Models);
        Assert.Equal(["sequential", "threads"], rounds[1].Comparisons[0].Models);
        Assert.Equal(_all, rounds[2].Comparisons[0].Models);

        // What others are held against is measured beside them once more.
        Assert.Equal(["sequential", "async", "threads-again"], rounds[3].Comparisons[0].Models);
        Assert.Equal(
            rounds.SelectMany(round => round.Comparisons[0].Models.Select(model => (round.Workload, round.Round, model))),
            entries.OfType<Launch>().Select(launch => (launch.Cell.Workload, launch.Round, launch.Cell.Model)));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_EachRound_IsWrittenWithItsReasonBeforeItsWorkersStart()
    {
        using var run = new TestRun { Workloads = [_primes], MinimumRounds = 1, MaximumRounds = 2 };
        run.Source.Opened = () => Assert.Single(Journal.Read(run.JournalPath).Entries.TakeLast(1).OfType<RoundStart>());
        var rounds = Started(await run.RunAsync(
            _ => Open(TestRun.Claim(_primes.Comparisons[0], 2.5, "threads"), TestRun.Claim(_primes.Comparisons[0], 4, "threads", "async")), Token));

        Assert.Equal("claim: primes/2 needs about 3 more rounds, and 1 more question; 0.18 questions a second", rounds[0].Reason);
        Assert.Equal(["threads", "async"], rounds[0].Comparisons[0].Models);
        Assert.Equal("coverage: sequential/primes/1 needs about 1 more round, and 1 more question; 0.71 questions a second", rounds[^1].Reason);
        Assert.Equal(["sequential", "threads-again"], rounds[^1].Comparisons[0].Models);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(2, "json")]
    [InlineData(5, "primes")]
    public async Task RunAsync_TwoClaims_TheOneThatIsSettledForLessIsFirst(double moreRoundsOfOneCell, string first)
    {
        using var run = new TestRun { Workloads = [_primes, _json], MinimumRounds = 1, MaximumRounds = 9 };
        var rounds = Started(await run.RunAsync(
            Until(1, TestRun.Claim(_primes.Comparisons[0], 1), TestRun.Claim(_json.Comparisons[0], moreRoundsOfOneCell, "threads")), Token));

        Assert.Equal(first, rounds[0].Workload);
    }

    /// <summary>Each costs as much, and the one is always said to need two more rounds: the other, which needs five, begins when that had ten.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ClaimThatAlwaysNeedsTwoMoreRounds_DoesNotKeepAnotherFromItsOwn()
    {
        using var run = new TestRun { Workloads = [_primes, _json], MinimumRounds = 1, MaximumRounds = 40, BudgetSeconds = 170 };
        var rounds = Started(await run.RunAsync(_ => Open(TestRun.Claim(_primes.Comparisons[0], 2), TestRun.Claim(_json.Comparisons[0], 5)), Token));

        Assert.All(rounds.Take(10), round => Assert.Equal("primes", round.Workload));
        Assert.InRange(rounds.Skip(10).Count(round => round.Workload == "json"), (rounds.Count - 10) / 2, rounds.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ClaimThatIsOpenAfterTenRounds_WaitsUntilEveryCellIsCovered()
    {
        using var run = new TestRun { Workloads = [_primes, _json], MinimumRounds = 1, MaximumRounds = 12 };
        var rounds = Started(await run.RunAsync(_ => Open(TestRun.Claim(_primes.Comparisons[0], 2, "sequential", "threads")), Token));

        Assert.Equal(14, rounds.Count);
        Assert.All(rounds.Where((_, place) => place is < 10 or > 11), round => Assert.StartsWith("claim: ", round.Reason, StringComparison.Ordinal));
        Assert.All(rounds[10..12], round => Assert.StartsWith("coverage: ", round.Reason, StringComparison.Ordinal));
    }

    /// <summary>A budget that ends before all have their rounds leaves none out, and then as many as possible have an interval.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_CellsWithoutARound_ComeBeforeOthersHaveThePlansFewest()
    {
        using var run = new TestRun { Workloads = [_primes, _json, TestRun.Workload("http", 2)], MinimumRounds = 3, MaximumRounds = 9 };
        var rounds = Started(await run.RunAsync(_ => Open(), Token));

        Assert.Equal(["primes", "json", "http", "primes", "primes", "json", "json", "http", "http"], rounds.Select(round => round.Workload));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_OpenClaim_HasItsRoundsBeforeCellsThatHadNone()
    {
        using var run = new TestRun { Workloads = [_primes, _json], MinimumRounds = 3, MaximumRounds = 9 };
        var rounds = Started(await run.RunAsync(Until(5, TestRun.Claim(_primes.Comparisons[0], 2)), Token));

        Assert.Equal(["primes", "primes", "primes", "primes", "primes", "json", "json", "json"], rounds.Select(round => round.Workload));
    }

    /// <summary>Half of the machine is used by others all the time, so that three blocks become five.</summary>
    [Fact(Timeout = 60_000)]
    public async Task RunAsync_BlocksAreRepeated_TheNextRoundIsExpectedToTakeAsLong()
    {
        using var run = new TestRun { MinimumRounds = 2, MaximumRounds = 2, HostClock = new ScriptedMachine(_all.Count, _ => true).Read };
        var entries = await run.RunAsync([], Token);

        Assert.Equal(2 * 5, entries.OfType<BlockMeasurement>().Select(line => (line.Round, line.Block)).Distinct().Count());
        Assert.Equal([null, 6.4], Started(entries).Select(round => round.ExpectedSeconds is { } seconds ? Math.Round(seconds, 6) : (double?)null));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ClaimRankAndCoverage_AreMeasuredInThatOrderOfKinds()
    {
        using var run = new TestRun { Workloads = [_primes, _json, TestRun.Workload("http", 2)], MinimumRounds = 1, MaximumRounds = 2 };
        var rank = TestRun.Claim(_json.Comparisons[0], 1, "async") with { Kind = QuestionKind.Rank };
        var rounds = Started(await run.RunAsync(_ => Open(rank, TestRun.Claim(run.Workloads[2].Comparisons[0], 50)), Token));

        Assert.Equal(["http", "http", "primes", "json", "json"], rounds.Select(round => round.Workload));
        Assert.Equal(["async"], rounds[^1].Comparisons[0].Models);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_QuestionThatNoMaximumWouldSettle_GetsNoRound()
    {
        using var run = new TestRun { MinimumRounds = 1, MaximumRounds = 5 };
        Assert.Single(Started(await run.RunAsync(_ => Open(TestRun.Claim(_primes.Comparisons[0], double.PositiveInfinity)), Token)));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_BaselineHadTheMostRounds_AnotherCellStillGetsItsOwn()
    {
        using var run = new TestRun { MinimumRounds = 1, MaximumRounds = 3 };
        var rank = TestRun.Claim(_primes.Comparisons[0], 2, "sequential", "async") with { Kind = QuestionKind.Rank };
        var rounds = Started(await run.RunAsync(_ => Open(TestRun.Claim(_primes.Comparisons[0], 2, "sequential", "threads"), rank), Token));

        Assert.Equal([3, 3], new[] { "threads", "async" }.Select(model => rounds.Count(round => round.Comparisons[0].Models.Contains(model))));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ModelOfAClaimFails_TheClaimGetsNoFurtherRound()
    {
        using var run = new TestRun { MinimumRounds = 1, MaximumRounds = 5 };
        run.Source.Failing["measure async"] = "it broke";
        var rounds = Started(await run.RunAsync(_ => Open(TestRun.Claim(_primes.Comparisons[0], 2, "sequential", "async")), Token));

        Assert.Equal([["sequential", "async"], ["sequential", "threads", "threads-again"]], rounds.Select(round => round.Comparisons[0].Models));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ClaimThatDoesNotFitTheBudget_LeavesItToWhatDoes()
    {
        // The first takes 5.6 s. Of 9 s less than 5.6 are left, but enough for one model.
        using var run = new TestRun { Workloads = [_primes], BudgetSeconds = 9, MinimumRounds = 1, MaximumRounds = 9 };
        var rank = TestRun.Claim(_primes.Comparisons[0], 1, "async") with { Kind = QuestionKind.Rank };
        var rounds = Started(await run.RunAsync(_ => Open(rank, TestRun.Claim(_primes.Comparisons[0], 5)), Token));

        Assert.Equal([4, 1, 1], rounds.Select(round => round.Comparisons[0].Models.Count));
    }

    /// <summary>A launch costs 4.4 s and a block 0.4 s. Until there were five, another launch is worth more than a block.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(0.0, 4)]
    [InlineData(1.0, 4)]
    [InlineData(9.0, 10)]
    [InlineData(double.PositiveInfinity, 32)]
    [InlineData(double.NaN, Blocks)]
    [InlineData(null, Blocks)]
    public async Task RunAsync_VariancesAreKnown_ALaunchHasTheBlocksThatItIsWorth(double? ratio, int expected)
    {
        using var run = new TestRun { MinimumRounds = 6, MaximumRounds = 9 };
        var entries = await run.RunAsync(_ => Nothing(ratio), Token);

        int[] blocks = [Blocks, Blocks, Blocks, Blocks, Blocks, expected];
        Assert.Equal(blocks, Started(entries).Select(round => round.Comparisons[0].Blocks));
        Assert.Equal(blocks, entries.OfType<BlockMeasurement>().GroupBy(line => line.Round).Select(round => round.Count() / _all.Count));

        using var resumed = new TestRun { Earlier = entries, MinimumRounds = 7, MaximumRounds = 9 };
        Assert.Equal(expected, Started(await resumed.RunAsync(_ => Nothing(ratio), Token))[^1].Comparisons[0].Blocks);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_LaunchesDifferMoreThanBlocks_TheyHaveFewerBlocksFromTheSecondOn()
    {
        using var run = new TestRun { MinimumRounds = 2, MaximumRounds = 9, BlocksPerRound = 8 };
        Assert.Equal([8, 4], Started(await run.RunAsync(_ => Nothing(0.5), Token)).Select(round => round.Comparisons[0].Blocks));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ResumedFromARoundThatWasCut_CoversTheCellsThatLackBlocks()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var before = new TestRun { MinimumRounds = 1, MaximumRounds = 9 };
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
        var whole = earlier.OfType<BlockMeasurement>().Where(line => line.Block == 2).Select(line => line.Cell.Model).ToList();
        Assert.Equal(2, whole.Count);

        using var run = new TestRun { Earlier = earlier, MinimumRounds = 1, MaximumRounds = 9 };
        var round = Started(await run.RunAsync([], Token))[^1];

        Assert.Equal(1, round.Round);
        Assert.Equal(_all.Where(model => model == "sequential" || !whole.Contains(model)), round.Comparisons[0].Models);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_TwoConcurrencies_OnlyTheComparisonOfTheClaimIsMeasuredFirst()
    {
        var primes = TestRun.Workload("primes", 2, 4);
        using var run = new TestRun { Workloads = [primes], MinimumRounds = 1, MaximumRounds = 9 };
        var rounds = Started(await run.RunAsync(Until(1, TestRun.Claim(primes.Comparisons[1], 3, "threads")), Token));

        Assert.Equal([["primes/4"], ["primes/2", "primes/4"]], rounds.Select(round => round.Comparisons.Select(part => part.Comparison)));
        Assert.DoesNotContain("threads", rounds[1].Comparisons[1].Models);
    }

    private static List<RoundStart> Started(IReadOnlyList<JournalEntry> entries) => [.. entries.OfType<RoundStart>()];

    private static RunOutlook Open(params IReadOnlyList<OpenQuestion> questions) => RunOutlook.Nothing with { Questions = questions };

    private static RunOutlook Nothing(double? ratio) =>
        ratio is { } known ? RunOutlook.Nothing with { VarianceRatios = new Dictionary<string, double> { ["primes/2"] = known } } : RunOutlook.Nothing;

    /// <summary>Questions that are settled once their workload has had some rounds.</summary>
    private static Func<IReadOnlyList<JournalEntry>, RunOutlook> Until(int rounds, params IReadOnlyList<OpenQuestion> questions) => entries =>
        Open([.. questions.Where(question => entries.OfType<RoundStart>().Count(round => round.Workload == question.Cells[0].Workload) < rounds)]);
}
