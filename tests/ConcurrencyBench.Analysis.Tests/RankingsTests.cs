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
        Assert.Equal(["threads", "dataflow", "sequential"], ranking.Speed.Rivals.Select(rival => rival.Model));
        Assert.Equal([1.1, 1.5, 10], ranking.Speed.Rivals.Select(rival => Math.Round(rival.Ratio.Value, 9)));
        Assert.All(ranking.Speed.Rivals, rival => Assert.Equal(Place.Worse, rival.Place));
        Assert.Null(ranking.Cpu);
        Assert.Null(ranking.Memory);
    }

    [Fact]
    public void Ranking_EveryModelSlowerThanTheBaseline_IsLedByIt()
    {
        var ranking = Rank(new RunBuilder().Compare(Http, visit => 100_000 / Steady(visit)));
        Assert.Equal("sequential", ranking.Fastest);
        Assert.Equal(["dataflow", "threads", "async"], ranking.Speed.Rivals.Select(rival => rival.Model));
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
        Assert.False(Assert.Single(results.Rankings).Speed.Rivals[0].Place == Place.NotToldApart);
        Assert.DoesNotContain(
            Analyzer.UnresolvedQuestions(results), question => question.Text.Contains("rank of async and threads", StringComparison.Ordinal));
    }

    [Fact]
    public void Rival_WhoseIntervalReachesOneAndBeyondFivePercent_IsNotToldApart()
    {
        var rival = Rank(new RunBuilder().Compare(Http, visit => visit.Model == "threads" ? 90 + (40 * (visit.Round % 2)) : Steady(visit))).Speed.Rivals[0];
        Assert.Equal(("threads", Place.NotToldApart), (rival.Model, rival.Place));
        Assert.True(rival.Ratio.Interval is { Lower: < 1, Upper: > Rival.AsGood });
    }

    [Theory]
    [InlineData(100, Place.Within)]
    [InlineData(104.9, Place.Within)]
    [InlineData(105.1, Place.Worse)]
    public void Rival_WholeIntervalWithinFivePercent_IsAsGood(double time, Place expected) => Assert.Equal(
        expected, Rank(new RunBuilder().Compare(Http, visit => visit.Model == "threads" ? time : Steady(visit))).Speed.Rivals[0].Place);

    [Fact]
    public void Rival_NearerThanTheNoiseFloor_IsNotToldApart()
    {
        var ranking = Rank(new RunBuilder().Compare(Http, visit => visit.Model == "sequential-again" ? 1200 : Steady(visit)));
        Assert.Equal([Place.NotToldApart, Place.Worse, Place.Worse], ranking.Speed.Rivals.Select(rival => rival.Place));
        Assert.True(ranking.Speed.Rivals[0].Ratio.Interval!.Lower > 1);
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
            [("threads", 1.3, Place.NotToldApart), ("sequential", 1.04, Place.Worse)],
            ranking.Speed.Rivals.Select(rival => (rival.Model, Math.Round(rival.Ratio.NoiseFloor!.Ratio, 9), rival.Place)));
    }

    [Fact]
    public void Rival_RoundsThatResembleTheirNeighbours_IsNotToldApart()
    {
        // Slower in each round, but the first half of the rounds by 10 % and the second by 12 %: the machine drifts.
        var rival = Rank(new RunBuilder().Compare(Http with { Rounds = 8 }, visit => visit.Model == "threads" ? (visit.Round < 4 ? 110 : 112) : Steady(visit))).Speed.Rivals[0];
        Assert.Equal((true, Place.NotToldApart), (rival.Ratio.IsSerial, rival.Place));
    }

    [Fact]
    public void Ranking_ModelsOfFewerRounds_AreHeldAgainstEachOtherInSharedRoundsOrByTheBaseline()
    {
        // From the second round on all take twice as long: only shared rounds, or effects of rounds, show who is fastest. Those of two rounds would have no interval.
        var run = new RunBuilder().Compare(Http with { Rounds = 6 }, visit => Steady(visit) * (visit.Round == 0 ? 1 : 2));
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "dataflow", Round: > 2 } or BlockMeasurement { Cell.Model: "async", Round: 0 });
        var ranking = Rank(run);
        Assert.Equal("async", ranking.Fastest);
        Assert.Equal([("threads", 5), ("dataflow", 3), ("sequential", 5)], ranking.Speed.Rivals.Select(rival => (rival.Model, rival.Ratio.Rounds)));
        Assert.Equal([1.1, 1.5, 10], ranking.Speed.Rivals.Select(rival => Math.Round(rival.Ratio.Value, 9)));
    }

    [Fact]
    public void Ranking_TwoRounds_CallsNoModelSlowerAndIsNotReliable()
    {
        var ranking = Rank(new RunBuilder().Compare(Http with { Rounds = 2 }, Steady));
        Assert.False(ranking.IsReliable);
        Assert.All(ranking.Speed.Rivals, rival => Assert.Equal(Place.NotToldApart, rival.Place));
    }

    [Fact]
    public void Ranking_DisturbedBlocksThatHadToCount_IsNotReliableAndNeverSettled()
    {
        var results = new RunBuilder { LooksOften = true }.Compare(Http, Steady).Disturb().Analyze();
        Assert.False(Assert.Single(results.Rankings).IsReliable);
        Assert.Contains(Analyzer.UnresolvedQuestions(results), question => question.Text == "the rank of async and dataflow at concurrency 16");
    }

    /// <summary>Claims measure some models and coverage the others, in other rounds. All have the baseline.</summary>
    [Fact]
    public void Ranking_ModelThatNeverMetTheFastest_IsComparedByTheBaseline()
    {
        var run = new RunBuilder().Compare(Http with { Rounds = 6 }, Steady);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "dataflow", Round: > 2 } or BlockMeasurement { Cell.Model: "async", Round: <= 2 });
        var results = run.Analyze();
        var ranking = Assert.Single(results.Rankings);
        var rival = ranking.Speed.Rivals.Single(rival => rival.Model == "dataflow");
        var ratio = rival.Ratio;
        Assert.Equal((3, true, 0), (ratio.Rounds, rival.IsByBaseline, rival.CommonRounds));
        Assert.NotNull(ratio.Interval);
        Assert.InRange(ratio.Value, ratio.Interval.Lower, ratio.Interval.Upper);
        Assert.True(ranking.IsReliable);
    }

    /// <summary>Three rounds of both are no reason to forget the nine of either.</summary>
    [Fact]
    public void Ranking_ModelsThatMetTheBaselineFarMoreOftenThanEachOther_AreComparedByIt()
    {
        var run = new RunBuilder().Compare(Http with { Rounds = 15 }, Steady);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "dataflow", Round: > 8 } or BlockMeasurement { Cell.Model: "async", Round: < 6 });
        var rivals = Rank(run).Speed.Rivals.ToDictionary(rival => rival.Model);
        Assert.Equal((true, 3, 9), (rivals["dataflow"].IsByBaseline, rivals["dataflow"].CommonRounds, rivals["dataflow"].Ratio.Rounds));
        Assert.Equal((false, 9), (rivals["threads"].IsByBaseline, rivals["threads"].CommonRounds));
    }

    [Fact]
    public void Ranking_ModelThatMetTheBaselineInOneRound_HasNoPlace()
    {
        var run = new RunBuilder().Compare(Http, Steady);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "dataflow", Round: > 0 } or BlockMeasurement { Cell.Model: "async", Round: 0 });
        var ranking = Rank(run);
        Assert.Null(ranking.Speed.Rivals.Single(rival => rival.Model == "dataflow").Ratio.Interval);
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
    public void Cpu_EveryModelKnown_IsOfAnItem()
    {
        // The whole operation of threads needs less, but it has fewer items.
        var run = new RunBuilder().Compare(Http, Steady).Change(measurement => measurement with
        {
            Items = measurement.Cell.Model == "threads" ? 1 : 10,
            Costs = new Costs { CpuNanoseconds = measurement.Cell.Model switch { "threads" => 400, "dataflow" => 800, "async" => 816, _ => 1000 } },
        });
        var cpu = Rank(run).Cpu!;
        Assert.Equal(("cpu", "dataflow"), (cpu.Metric, cpu.Best));
        Assert.Equal([("async", 1.02, Place.Within), ("sequential", 1.25, Place.Worse), ("threads", 5, Place.Worse)], cpu.Rivals.Select(rival => (rival.Model, Math.Round(rival.Ratio.Value, 9), rival.Place)));
    }

    [Fact]
    public void Memory_EveryModelKnown_HasAStandingOfItsOwn()
    {
        var run = new RunBuilder().Compare(Http, Steady).Change(measurement => measurement with
        {
            Costs = new Costs { MemoryBytes = measurement.Cell.Model switch { "async" => 300, "threads" => measurement.Round % 2 == 0 ? 90 : 130, _ => 100 } },
        });
        var memory = Rank(run).Memory!;
        Assert.Equal("sequential", memory.Best);
        Assert.Equal([("dataflow", Place.Within), ("threads", Place.NotToldApart), ("async", Place.Worse)], memory.Rivals.Select(rival => (rival.Model, rival.Place)));
    }

    [Fact]
    public void Cpu_BaselineOfAnotherConcurrency_DoesNotCount()
    {
        var run = new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "threads"), Steady).Plan("primes", 4, "sequential", "threads");
        foreach (var round in Enumerable.Range(0, 3))
        {
            run.Add(RunBuilder.Measured(Cell.Of("sequential", "primes", 1), round, 5, 1000));
            run.Add(RunBuilder.Measured(Cell.Of("threads", "primes", 4), round, 5, 500));
        }

        run.Change(measurement => measurement with { Costs = new Costs { CpuNanoseconds = measurement.Block == 5 ? 1 : measurement.Cell.Model == "sequential" ? 100 : 50 } });
        Assert.Equal("threads", run.Analyze().Rankings[0].Cpu!.Best);
    }

    [Fact]
    public void Cpu_OneMeasurementWithout_IsUnknown() => Assert.Null(Rank(new RunBuilder().Compare(Http, Steady).Change(
        measurement => measurement is { Cell.Model: "async", Round: 1, Block: 1 } ? measurement : measurement with { Costs = new Costs { CpuNanoseconds = 5 } })).Cpu);
}
