using BlockMeasurement = ConcurrencyBench.Abstractions.Records.BlockMeasurement;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class UnresolvedQuestionsTests
{
    private static readonly Comparison Http = new("http", 16, "sequential", "sequential-again", "async");

    private static Func<Visit, double> Async(double speedUp, double spread) => visit =>
        visit.Model != "async" ? 1000 : 1000 / speedUp * (visit.Round % 2 == 0 ? 1 + spread : 1 - spread);

    [Fact]
    public void UnresolvedQuestions_VerdictFarFromItsLimit_IsSettled() =>
        Assert.Empty(Analyzer.UnresolvedQuestions(new RunBuilder().Compare(Http, Async(15, 0.02)).Analyze()));

    [Fact]
    public void UnresolvedQuestions_IntervalOverTheLimit_IsOpen()
    {
        var open = Assert.Single(Analyzer.UnresolvedQuestions(new RunBuilder().Compare(Http, Async(9, 0.1)).Analyze()));
        Assert.Equal("http", open.Workload);
        Assert.Equal("async.io: S(async, http, 16)", open.Text);
    }

    [Fact]
    public void UnresolvedQuestions_VerdictThatOnlyJustHolds_IsLookedAtAgain()
    {
        var results = new RunBuilder().Compare(Http, Async(9, 0.05)).Analyze();
        Assert.Equal(Analysis.Results.Verdict.Supported, results.Judgements.Single(judgement => judgement.ClaimId == "async.io").Verdict);
        Assert.Single(Analyzer.UnresolvedQuestions(results));
    }

    [Fact]
    public void UnresolvedQuestions_TooFewRounds_ComeBeforeOpenRanks()
    {
        var open = Analyzer.UnresolvedQuestions(new RunBuilder()
            .Compare(new Comparison("timer", 16, "sequential", "threads", "async"), visit => visit.Model switch
            {
                "threads" => 100 + (10 * (visit.Round % 2)),
                "async" => 90 + (15 * (visit.Round % 2)),
                _ => 1000,
            })
            .Compare(Http with { Rounds = 1 }, Async(15, 0))
            .Analyze());
        Assert.Equal(["http", "http", "timer"], open.Select(question => question.Workload));
        Assert.Equal("the rank of async and threads at concurrency 16", open[2].Text);
    }

    [Fact]
    public void UnresolvedQuestions_TieWithinTenPercent_IsNotWorthMore() => Assert.Empty(Analyzer.UnresolvedQuestions(
        new RunBuilder().Compare(new Comparison("timer", 16, "sequential", "threads", "async"), visit => visit.Model switch
        {
            "threads" => 100 + (visit.Round % 2),
            "async" => 101 - (visit.Round % 2),
            _ => 1000,
        }).Analyze()));

    [Fact]
    public void UnresolvedQuestions_FarFromSettled_ComesLast()
    {
        var open = Analyzer.UnresolvedQuestions(new RunBuilder()
            .Compare(Http, Async(8.01, 0.1))
            .Compare(new Comparison("primes", 2, "sequential", "processes"), visit => visit.Model == "processes" ? 600 + (60 * (visit.Round % 2)) : 1000)
            .Analyze());
        Assert.Equal(["primes", "http"], open.Select(question => question.Workload));
    }

    [Fact]
    public void UnresolvedQuestions_MaximumOfRounds_IsLeftAlone() => Assert.Empty(Analyzer.UnresolvedQuestions(
        new RunBuilder { MaximumRounds = 4 }.Compare(Http, Async(9, 0.1)).Analyze()));

    [Fact]
    public void UnresolvedQuestions_ModelThatWasNeverMeasured_IsNotOpen() => Assert.Empty(Analyzer.UnresolvedQuestions(
        new RunBuilder().Plan("http", 16, "sequential", "async").Fail("async", "http", 16, "crashed").Analyze()));

    [Fact]
    public void UnresolvedQuestions_ModelThatFailedAfterARound_IsNotTriedAgain()
    {
        var run = new RunBuilder().Compare(new Comparison("timer", 16, "sequential", "threads", "async"), visit => visit.Model == "sequential" ? 1000 : 100);
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
        var run = new RunBuilder().Compare(Http, Async(9, 0.1));
        for (var failed = 0; failed < times; failed++)
        {
            run.Fail("async", "http", 16, "the fixture's server died", mayBeRetried: true);
        }

        Assert.Equal(isOpen, Analyzer.UnresolvedQuestions(run.Analyze()).Any(question => question.Text == "async.io: S(async, http, 16)"));
    }

    [Fact]
    public void UnresolvedQuestions_FailureAtAnotherConcurrency_EndsAllOfTheModelsInTheWorkload() => Assert.Empty(
        Analyzer.UnresolvedQuestions(new RunBuilder().Compare(Http, Async(9, 0.1)).Fail("async", "http", 4, "crashed").Analyze()));

    [Fact]
    public void UnresolvedQuestions_Disturbed_IsNeverSettled()
    {
        var open = Analyzer.UnresolvedQuestions(new RunBuilder().Compare(Http, Async(15, 0)).Disturb().Analyze());
        Assert.Equal(["async.io: S(async, http, 16)", "the rank of async and sequential at concurrency 16"], open.Select(question => question.Text));
    }

    [Fact]
    public void UnresolvedQuestions_MemoryHiddenByItsOwnFloor_IsOpen()
    {
        // Times tie exactly, and twice the memory is far from 1.5 times it, but identical code shows half as much difference.
        var results = new RunBuilder().Compare(
            new Comparison("primes", 2, "sequential", "threads", "threads-again", "processes"), visit => visit.Model is "sequential" ? 1000 : 500)
            .Change(measurement => measurement with { Costs = new Abstractions.Records.Costs { MemoryBytes = measurement.Cell.Model switch { "processes" => 20, "threads-again" => 15, _ => 10 } } })
            .Analyze();
        Assert.Equal("processes.memory: memory(processes ÷ threads, primes, 2)", Assert.Single(Analyzer.UnresolvedQuestions(results)).Text);
    }
}
