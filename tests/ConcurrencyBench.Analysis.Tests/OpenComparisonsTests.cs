namespace ConcurrencyBench.Analysis.Tests;

public sealed class OpenComparisonsTests
{
    private static readonly Comparison Http = new("http", 16, "sequential", "sequential-again", "async");

    private static Func<Visit, double> Async(double speedUp, double spread) => visit =>
        visit.Model != "async" ? 1000 : 1000 / speedUp * (visit.Round % 2 == 0 ? 1 + spread : 1 - spread);

    [Fact]
    public void OpenComparisons_VerdictFarFromItsLimit_IsSettled() =>
        Assert.Empty(Analyzer.OpenComparisons(new RunBuilder().Compare(Http, Async(15, 0.02)).Analyze()));

    [Fact]
    public void OpenComparisons_IntervalOverTheLimit_IsOpen()
    {
        var open = Assert.Single(Analyzer.OpenComparisons(new RunBuilder().Compare(Http, Async(9, 0.1)).Analyze()));
        Assert.Equal("http", open.Workload);
        Assert.Equal(["async.io: S(async, http, 16)"], open.Questions);
    }

    [Fact]
    public void OpenComparisons_VerdictThatOnlyJustHolds_IsLookedAtAgain()
    {
        var results = new RunBuilder().Compare(Http, Async(9, 0.05)).Analyze();
        Assert.Equal(Analysis.Results.Verdict.Supported, results.Judgements.Single(judgement => judgement.ClaimId == "async.io").Verdict);
        Assert.Single(Analyzer.OpenComparisons(results));
    }

    [Fact]
    public void OpenComparisons_TooFewRounds_ComeBeforeOpenRanks()
    {
        var open = Analyzer.OpenComparisons(new RunBuilder()
            .Compare(new Comparison("timer", 16, "sequential", "threads", "async"), visit => visit.Model switch
            {
                "threads" => 100 + (10 * (visit.Round % 2)),
                "async" => 90 + (15 * (visit.Round % 2)),
                _ => 1000,
            })
            .Compare(Http with { Rounds = 1 }, Async(15, 0))
            .Analyze());
        Assert.Equal(["http", "timer"], open.Select(comparison => comparison.Workload));
        Assert.Equal(["the rank of async and threads at concurrency 16"], open[1].Questions);
    }

    [Fact]
    public void OpenComparisons_TieWithinTenPercent_IsNotWorthMore() => Assert.Empty(Analyzer.OpenComparisons(
        new RunBuilder().Compare(new Comparison("timer", 16, "sequential", "threads", "async"), visit => visit.Model switch
        {
            "threads" => 100 + (visit.Round % 2),
            "async" => 101 - (visit.Round % 2),
            _ => 1000,
        }).Analyze()));

    [Fact]
    public void OpenComparisons_FarFromSettled_ComesLast()
    {
        var open = Analyzer.OpenComparisons(new RunBuilder()
            .Compare(Http, Async(8.01, 0.1))
            .Compare(new Comparison("primes", 2, "sequential", "processes"), visit => visit.Model == "processes" ? 600 + (60 * (visit.Round % 2)) : 1000)
            .Analyze());
        Assert.Equal(["primes", "http"], open.Select(comparison => comparison.Workload));
    }

    [Fact]
    public void OpenComparisons_MaximumOfRounds_IsLeftAlone() => Assert.Empty(Analyzer.OpenComparisons(
        new RunBuilder { MaximumRounds = 4 }.Compare(Http, Async(9, 0.1)).Analyze()));

    [Fact]
    public void OpenComparisons_ModelThatWasNeverMeasured_IsNotOpen() => Assert.Empty(Analyzer.OpenComparisons(
        new RunBuilder().Plan("http", 16, "sequential", "async").Fail("async", "http", 16, "crashed").Analyze()));

    [Fact]
    public void OpenComparisons_ModelThatFailedAfterARound_IsNotTriedAgain()
    {
        var run = new RunBuilder().Compare(new Comparison("timer", 16, "sequential", "threads", "async"), visit => visit.Model == "sequential" ? 1000 : 100);
        run.Entries.RemoveAll(entry => entry is Abstractions.Records.BlockMeasurement { Cell.Model: "async", Round: > 0 });
        Assert.Single(Analyzer.OpenComparisons(run.Analyze()));
        Assert.Empty(Analyzer.OpenComparisons(run.Fail("async", "timer", 16, "crashed").Analyze()));
    }

    [Fact]
    public void OpenComparisons_Disturbed_IsNeverSettled()
    {
        var open = Assert.Single(Analyzer.OpenComparisons(new RunBuilder().Compare(Http, Async(15, 0)).Disturb().Analyze()));
        Assert.Equal(["async.io: S(async, http, 16)", "the rank of async and sequential at concurrency 16"], open.Questions);
    }

    [Fact]
    public void OpenComparisons_MemoryHiddenByItsOwnFloor_IsOpen()
    {
        // Times tie exactly, and twice the memory is far from 1.5 times it, but identical code shows half as much difference.
        var results = new RunBuilder().Compare(
            new Comparison("primes", 2, "sequential", "threads", "threads-again", "processes"), visit => visit.Model is "sequential" ? 1000 : 500)
            .Change(measurement => measurement with { Costs = new Abstractions.Records.Costs { MemoryBytes = measurement.Cell.Model switch { "processes" => 20, "threads-again" => 15, _ => 10 } } })
            .Analyze();
        Assert.Equal(["processes.memory: memory(processes ÷ threads, primes, 2)"], Assert.Single(Analyzer.OpenComparisons(results)).Questions);
    }
}
