using BlockMeasurement = ConcurrencyBench.Abstractions.Records.BlockMeasurement;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class UnresolvedQuestionsTests
{
    private static readonly Comparison Http = new("http", 16, "sequential", "sequential-again", "async");

    private static Func<Visit, double> Async(double speedUp, double spread) => visit =>
        visit.Model != "async" ? 1000 : 1000 / speedUp * (visit.Round % 2 == 0 ? 1 + spread : 1 - spread);

    private static IReadOnlyList<Analysis.Results.UnresolvedQuestion> Open(RunBuilder run) => Analyzer.UnresolvedQuestions(run.Analyze());

    [Fact]
    public void UnresolvedQuestions_VerdictFarFromItsLimit_IsSettledAfterFiveRounds()
    {
        Assert.Empty(Open(new RunBuilder { LooksOften = true }.Compare(Http with { Rounds = 5 }, Async(15, 0.01))));
        Assert.Equal(
            [("async.io: S(async, http, 16)", 1)],
            Open(new RunBuilder { LooksOften = true }.Compare(Http, Async(15, 0.01))).Select(question => (question.Text, question.MoreRounds)));
    }

    [Fact]
    public void UnresolvedQuestions_NothingMeasuredYet_AreAllVerdictsOfThePlan()
    {
        var open = Open(new RunBuilder { LooksOften = true }.Plan("http", 16, "sequential", "async", "gil-threads"));
        Assert.Equal(["threads.io: S(gil-threads, http, 16)", "async.io: S(async, http, 16)"], open.Select(question => question.Text));
        Assert.All(open, question => Assert.Equal(("http/16", true, 5), (question.Comparison, question.IsOfClaim, question.MoreRounds)));
        Assert.Equal(["async", "sequential"], open[1].Cells.Select(cell => cell.Model));
    }

    /// <summary>Made-up measurements have no memory, as on a system that does not give it.</summary>
    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, double.PositiveInfinity)]
    public void UnresolvedQuestions_FigureIsNotAvailable_NoRoundWillSettleIt(int rounds, double more) => Assert.Equal(
        more,
        Open(new RunBuilder { LooksOften = true }.Compare(new Comparison("primes", 2, "sequential", "processes", "threads") { Rounds = rounds }, _ => 1000))
            .Single(question => question.Id.StartsWith("processes.memory", StringComparison.Ordinal)).MoreRounds);

    [Fact]
    public void UnresolvedQuestions_NoCalibration_NeedTheNullCasesFromTheFirstRoundOn()
    {
        Assert.Equal(["async", "sequential", "sequential-again"], CellsOfAClaim(null));
        Assert.Equal(["async", "sequential"], CellsOfAClaim(new Abstractions.Records.CalibratedNoise(default, [])));

        static IEnumerable<string> CellsOfAClaim(Abstractions.Records.CalibratedNoise? calibration) =>
            Open(new RunBuilder { LooksOften = true, Calibration = calibration }.Plan("http", 16, "sequential", "sequential-again", "async")).Single().Cells.Select(cell => cell.Model);
    }

    [Fact]
    public void UnresolvedQuestions_ClaimThatIsContradictedAlready_IsNotWorthMore() => Assert.DoesNotContain(
        Open(new RunBuilder { LooksOften = true }.Compare(new Comparison("primes", 2, "sequential", "gil-threads") { Rounds = 6 }, visit => visit.Model == "sequential" ? 100 : 50)
            .Plan("primes", 2, "sequential", "threads")),
        question => question.Text.StartsWith("threads.gil", StringComparison.Ordinal));

    [Fact]
    public void UnresolvedQuestions_OneFigureBetweenTwoLimits_IsOpenUntilBothAreDecided()
    {
        var open = Assert.Single(Open(new RunBuilder { LooksOften = true }.Compare(
            new Comparison("http", 1000, "event-loop", "event-loop-again", "hub") { Rounds = 6 },
            visit => visit.Model == "hub" ? 100 / 1.15 * (visit.Round % 2 == 0 ? 1.05 : 0.95) : 100)), question => question.IsOfClaim);
        Assert.Equal("hub.io: throughput: hub/http/1000 ÷ event-loop/http/1000 ≤ 1.25×", open.Id);
        Assert.InRange(open.MoreRounds, 1, 10);
    }

    [Fact]
    public void UnresolvedQuestions_CloseToTheLimit_NeedMoreRoundsTheCloserTheyAre()
    {
        var (near, nearer) = (Rounds(9.5), Rounds(8.8));
        Assert.InRange(near, 1, 10);
        Assert.InRange(nearer, near + 1, 30);

        static double Rounds(double speedUp) =>
            Open(new RunBuilder { LooksOften = true, MaximumRounds = 100 }.Compare(Http with { Rounds = 6 }, Async(speedUp, 0.1))).First(question => question.IsOfClaim).MoreRounds;
    }

    [Fact]
    public void UnresolvedQuestions_RanksWithAWideInterval_NeedRoundsByItsWidth()
    {
        var open = Open(new RunBuilder { LooksOften = true, MaximumRounds = 1000 }.Compare(new Comparison("timer", 16, "sequential", "threads", "async") { Rounds = 6 }, visit => visit.Model switch
        {
            "threads" => 100 + (10 * (visit.Round % 2)),
            "async" => 90 + (15 * (visit.Round % 2)),
            _ => 1000,
        }));
        var rank = Assert.Single(open);
        Assert.Equal(("the rank of async and threads at concurrency 16", false, "timer/16"), (rank.Text, rank.IsOfClaim, rank.Comparison));
        Assert.Equal(["async", "threads", "sequential"], rank.Cells.Select(cell => cell.Model));
        Assert.InRange(rank.MoreRounds, 10, 900);
    }

    [Fact]
    public void UnresolvedQuestions_TieWithANarrowInterval_IsSettled() => Assert.Empty(
        Open(new RunBuilder { LooksOften = true }.Compare(new Comparison("timer", 16, "sequential", "threads", "async") { Rounds = 5 }, visit => visit.Model switch
        {
            "threads" => 100 + (visit.Round % 2),
            "async" => 100 + ((visit.Round + 1) % 2),
            _ => 1000,
        })));

    [Fact]
    public void UnresolvedQuestions_BeyondThePlansMaximum_AreUnlikely() => Assert.Equal(
        double.PositiveInfinity, Open(new RunBuilder { LooksOften = true, MaximumRounds = 7 }.Compare(Http with { Rounds = 6 }, Async(8.3, 0.1))).First(question => question.IsOfClaim).MoreRounds);

    [Fact]
    public void UnresolvedQuestions_ModelThatWasNeverMeasured_IsNotOpen() => Assert.Empty(Analyzer.UnresolvedQuestions(
        new RunBuilder { LooksOften = true }.Plan("http", 16, "sequential", "async").Fail("async", "http", 16, "crashed").Analyze()));

    [Fact]
    public void UnresolvedQuestions_ModelThatFailedAfterARound_IsNotTriedAgain()
    {
        var run = new RunBuilder { LooksOften = true }.Compare(new Comparison("timer", 16, "sequential", "threads", "async"), visit => visit.Model == "sequential" ? 1000 : 100);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "async", Round: > 0 });
        Assert.Single(Analyzer.UnresolvedQuestions(run.Analyze()));
        Assert.Empty(Analyzer.UnresolvedQuestions(run.Fail("async", "timer", 16, "crashed").Analyze()));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void UnresolvedQuestions_ModelThatFailedByAnothersDoing_IsOpenUntilTheRunGivesItUp(int times, bool isOpen)
    {
        // As when the server died in a round: in the next one the cell is measured again.
        var run = new RunBuilder { LooksOften = true }.Compare(Http, Async(9, 0.1));
        for (var failed = 0; failed < times; failed++)
        {
            run.Fail("async", "http", 16, "the fixture's server died", mayBeRetried: true);
        }

        Assert.Equal(isOpen, Analyzer.UnresolvedQuestions(run.Analyze()).Any(question => question.Text == "async.io: S(async, http, 16)"));
    }

    [Fact]
    public void UnresolvedQuestions_FailureAtAnotherConcurrency_EndsAllOfTheModelsInTheWorkload() => Assert.Empty(
        Analyzer.UnresolvedQuestions(new RunBuilder { LooksOften = true }.Compare(Http, Async(9, 0.1)).Fail("async", "http", 4, "crashed").Analyze()));

    [Fact]
    public void UnresolvedQuestions_Disturbed_IsNeverSettled()
    {
        var open = Analyzer.UnresolvedQuestions(new RunBuilder { LooksOften = true }.Compare(Http, Async(15, 0)).Disturb().Analyze());
        Assert.Equal(["async.io: S(async, http, 16)", "the rank of async and sequential at concurrency 16"], open.Select(question => question.Text));
    }

    [Fact]
    public void UnresolvedQuestions_HiddenByTheFloor_NeedTheNullCasesToo()
    {
        // Times tie exactly, and twice the memory is far from 1.5 times it, but identical code shows half as much difference.
        var memory = Open(new RunBuilder { LooksOften = true }.Compare(
            new Comparison("primes", 2, "sequential", "threads", "threads-again", "processes") { Rounds = 5 }, visit => visit.Model is "sequential" ? 1000 : 500)
            .Change(measurement => measurement with { Costs = new Abstractions.Records.Costs { MemoryBytes = measurement.Cell.Model switch { "processes" => 20, "threads-again" => 15, _ => 10 } } }))
            .Single(question => question.Text == "processes.memory: memory(processes ÷ threads, primes, 2)");
        Assert.Equal(["processes", "threads", "threads-again"], memory.Cells.Select(cell => cell.Model));
        Assert.InRange(memory.MoreRounds, 3, 15);
    }
}
