using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class DoubtsTests
{
    private static readonly Comparison Primes = new("primes", 2, "sequential", "sequential-again", "threads", "threads-again") { Blocks = 4 };

    private static double Steady(Visit visit) => visit.Model.StartsWith("sequential", StringComparison.Ordinal) ? 200 : 100;

    private static RunBuilder WarmedUp(params double[] lastWarmUps)
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        for (var index = 0; index < run.Entries.Count; index++)
        {
            if (run.Entries[index] is Launch { Cell.Model: "threads" } launch)
            {
                run.Entries[index] = launch with { WarmUpNanoseconds = [9000, 5000, .. lastWarmUps] };
            }
        }

        return run;
    }

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

    [Fact]
    public void Trend_WithinEveryRound_IsWarnedOf()
    {
        var results = new RunBuilder().Compare(Primes, visit => Steady(visit) * (visit.Model == "threads" ? 1 - (0.1 * visit.Block) : 1)).Analyze();
        Assert.Contains(
            "threads did not settle: the later operations of a round took 0.79 to 0.79 times as long as the earlier ones.",
            results.Find("threads", "primes", 2)!.SpeedUp!.Warnings);
    }

    [Fact]
    public void Trend_OfTheBaseline_IsADoubtOfEverySpeedUp()
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

    [Fact]
    public void NoiseFloor_IdenticalCode_IsTheFarthestEndOfItsInterval()
    {
        // threads-again is 4 % slower, give or take 1 % a round: the interval reaches beyond 1.04.
        var results = new RunBuilder().Compare(Primes, visit => Steady(visit)
            * (visit.Model == "threads-again" ? 1.04 + (visit.Round % 2 == 0 ? 0.01 : -0.01) : 1)).Analyze();
        var floor = Assert.Single(results.NoiseFloors);
        Assert.Equal(("primes", 2), (floor.Workload, floor.Concurrency));
        Assert.InRange(floor.Ratio, 1.05, 1.07);
    }

    [Fact]
    public void NoiseFloor_TooFewRounds_IsTheRatioItself()
    {
        var results = new RunBuilder().Compare(
            Primes with { Rounds = 2 }, visit => Steady(visit) * (visit.Model == "sequential-again" ? 1.25 : 1)).Analyze();
        Assert.Equal(1.25, Assert.Single(results.NoiseFloors).Ratio, 1e-9);
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
        Assert.Contains("Not distinguishable from sequential: identical code differed from itself by up to 1.10 times here.", threads.Warnings);
    }

    [Fact]
    public void SpeedUp_IntervalOverOne_IsNotDistinguishable()
    {
        var results = new RunBuilder().Compare(
            new Comparison("primes", 2, "sequential", "sequential-again", "threads"),
            visit => visit.Model == "threads" && visit.Round % 2 == 0 ? 80 : visit.Model == "threads" ? 120 : 100).Analyze();
        Assert.Contains(
            "Not distinguishable from sequential: the interval reaches over 1.", results.Find("threads", "primes", 2)!.SpeedUp!.Warnings);
    }
}
