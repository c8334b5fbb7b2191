using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class RankingsTests
{
    private static readonly Comparison Http = new("http", 16, "sequential", "sequential-again", "threads", "async", "dataflow");

    private static double Steady(Visit visit) => visit.Model switch
    {
        "threads" => 110,
        "async" => 100,
        "dataflow" => 150,
        _ => 1000,
    };

    private static Ranking Rank(RunBuilder run) => Assert.Single(run.Analyze().Rankings);

    [Fact]
    public void Ranking_SteadyTimes_NamesTheFastestAndTheOthersByTheirRatios()
    {
        var ranking = Rank(new RunBuilder().Compare(Http, Steady));
        Assert.Equal(("http/16", "async", true), (ranking.Comparison, ranking.Fastest, ranking.IsReliable));
        Assert.Equal(["threads", "dataflow", "sequential"], ranking.Rivals.Select(rival => rival.Model));
        Assert.Equal([1.1, 1.5, 10], ranking.Rivals.Select(rival => Math.Round(rival.Ratio.Value, 9)));
        Assert.All(ranking.Rivals, rival => Assert.False(rival.IsAsGood));
        Assert.Null(ranking.LeastCpu);
    }

    [Fact]
    public void Ranking_EveryModelSlowerThanTheBaseline_IsLedByIt()
    {
        var ranking = Rank(new RunBuilder().Compare(Http, visit => 100_000 / Steady(visit)));
        Assert.Equal("sequential", ranking.Fastest);
        Assert.Equal(["dataflow", "threads", "async"], ranking.Rivals.Select(rival => rival.Model));
    }

    [Fact]
    public void Ranking_BaselineThatDrifts_IsDecidedByTheBlocksAllTheSame()
    {
        // The speed-ups share the baseline's noise: their intervals overlap, and yet one model is always a fifth faster.
        var results = new RunBuilder().Compare(
            new Comparison("http", 16, "sequential", "threads", "async"),
            visit => visit.Model switch { "async" => 100, "threads" => 120, _ => visit.Round % 2 == 0 ? 700 : 1300 }).Analyze();
        var (async, threads) = (results.Find("async", "http", 16)!.SpeedUp!, results.Find("threads", "http", 16)!.SpeedUp!);
        Assert.True(threads.Interval!.Upper > async.Interval!.Lower);
        Assert.False(Assert.Single(results.Rankings).Rivals[0].IsAsGood);
        Assert.DoesNotContain(
            Analyzer.UnresolvedQuestions(results), question => question.Text.Contains("rank of async and threads", StringComparison.Ordinal));
    }

    [Fact]
    public void Rival_WhoseIntervalReachesOne_IsAsGood()
    {
        var rival = Rank(new RunBuilder().Compare(
            Http, visit => visit.Model == "threads" ? 90 + (40 * (visit.Round % 2)) : Steady(visit))).Rivals[0];
        Assert.Equal(("threads", true), (rival.Model, rival.IsAsGood));
        Assert.Contains("Not distinguishable from async: the interval reaches over 1.", rival.Ratio.Warnings);
    }

    [Fact]
    public void Rival_ThatTies_IsAsGood() => Assert.True(
        Rank(new RunBuilder().Compare(Http, visit => visit.Model == "threads" ? 100 : Steady(visit))).Rivals[0].IsAsGood);

    [Fact]
    public void Rival_WithinTheNoiseFloor_IsAsGood()
    {
        var ranking = Rank(new RunBuilder().Compare(Http, visit => visit.Model == "sequential-again" ? 1200 : Steady(visit)));
        Assert.Equal([true, false, false], ranking.Rivals.Select(rival => rival.IsAsGood));
        Assert.True(ranking.Rivals[0].Ratio.Interval!.Lower > 1);
        Assert.Contains(ranking.Rivals[0].Ratio.Warnings, warning => warning.StartsWith("Not distinguishable from async", StringComparison.Ordinal));
    }

    [Fact]
    public void Rival_EachPair_IsHeldAgainstItsOwnNoiseFloor()
    {
        // The fastest and the baseline use one core and 4 % of noise, threads use two and 30 %.
        var comparison = new Comparison("primes", 2, "sequential", "sequential-again", "event-loop", "threads", "threads-again");
        var ranking = Rank(new RunBuilder()
            .Compare(comparison, visit => visit.Model switch { "event-loop" => 50, "threads" => 60, "threads-again" => 78, "sequential-again" => 104, _ => 100 })
            .Change(measurement => measurement with
            {
                Costs = new Costs { CpuNanoseconds = (long)(measurement.Nanoseconds * (ModelAlias.ModelId(measurement.Cell.Model) == "threads" ? 1.9 : 1)) },
            }));
        Assert.Equal(
            [("threads", 1.3, true), ("sequential", 1.04, false)],
            ranking.Rivals.Select(rival => (rival.Model, Math.Round(rival.Ratio.NoiseFloor!.Ratio, 9), rival.IsAsGood)));
        Assert.Contains("Not distinguishable from event-loop: identical code may differ from itself by 1.300 times here.", ranking.Rivals[0].Ratio.Warnings);
    }

    [Fact]
    public void Ranking_TwoRounds_CallsNoModelSlowerAndIsNotReliable()
    {
        var ranking = Rank(new RunBuilder().Compare(Http with { Rounds = 2 }, Steady));
        Assert.False(ranking.IsReliable);
        Assert.All(ranking.Rivals, rival => Assert.True(rival.IsAsGood));
    }

    [Fact]
    public void Ranking_DisturbedBlocksThatHadToCount_IsNotReliableAndNeverSettled()
    {
        var results = new RunBuilder().Compare(Http, Steady).Disturb().Analyze();
        Assert.False(Assert.Single(results.Rankings).IsReliable);
        Assert.Contains(Analyzer.UnresolvedQuestions(results), question => question.Text == "the rank of async and dataflow at concurrency 16");
    }

    [Fact]
    public void Ranking_ModelThatNeverMetTheFastest_IsWithoutIt()
    {
        var run = new RunBuilder().Compare(Http, Steady);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "dataflow", Block: > 0 } or BlockMeasurement { Cell.Model: "async", Block: 0 });
        var ranking = Rank(run);
        Assert.Equal(["threads", "sequential"], ranking.Rivals.Select(rival => rival.Model));
        Assert.False(ranking.IsReliable);
    }

    [Fact]
    public void Rankings_SeveralConcurrencies_AreOneEachInThePlansOrder()
    {
        var rankings = new RunBuilder().Compare(Http, Steady).Compare(new Comparison("files", 4, "sequential", "async"), Steady)
            .Plan("primes", 2, "sequential", "threads").Analyze().Rankings;
        Assert.Equal(["http/16", "files/4"], rankings.Select(ranking => ranking.Comparison));
    }

    [Fact]
    public void LeastCpu_EveryModelKnown_IsTheLeastOfAnItem()
    {
        // The whole operation of threads needs less, but it has fewer items.
        var run = new RunBuilder().Compare(Http, Steady).Change(measurement => measurement with
        {
            Items = measurement.Cell.Model == "threads" ? 1 : 10,
            Costs = new Costs { CpuNanoseconds = measurement.Cell.Model switch { "threads" => 400, "dataflow" => 800, _ => 1000 } },
        });
        Assert.Equal("dataflow", Rank(run).LeastCpu);
    }

    [Fact]
    public void LeastCpu_BaselineOfAnotherConcurrency_DoesNotCount()
    {
        var run = new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "threads"), Steady).Plan("primes", 4, "sequential", "threads");
        foreach (var round in Enumerable.Range(0, 3))
        {
            run.Add(RunBuilder.Measured(Cell.Of("sequential", "primes", 1), round, 5, 1000));
            run.Add(RunBuilder.Measured(Cell.Of("threads", "primes", 4), round, 5, 500));
        }

        run.Change(measurement => measurement with { Costs = new Costs { CpuNanoseconds = measurement.Block == 5 ? 1 : measurement.Cell.Model == "sequential" ? 100 : 50 } });
        Assert.Equal("threads", run.Analyze().Rankings[0].LeastCpu);
    }

    [Fact]
    public void LeastCpu_OneMeasurementWithout_IsUnknown() => Assert.Null(Rank(new RunBuilder().Compare(Http, Steady).Change(
        measurement => measurement is { Cell.Model: "async", Round: 1, Block: 1 } ? measurement : measurement with { Costs = new Costs { CpuNanoseconds = 5 } })).LeastCpu);
}
