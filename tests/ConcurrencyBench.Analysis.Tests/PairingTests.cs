using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using CsCheck;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class PairingTests
{
    private static readonly Comparison Primes = new("primes", 2, "sequential", "sequential-again", "threads", "threads-again");

    private static double Steady(Visit visit) => visit.Model.StartsWith("sequential", StringComparison.Ordinal) ? 200 : 100;

    [Fact]
    public void SpeedUp_SteadyTimes_IsTheRatioOfThroughputs()
    {
        var results = new RunBuilder().Compare(Primes, Steady).Analyze();
        var threads = results.Find("threads", "primes", 2)!;
        Assert.Equal(2, threads.SpeedUp!.Value, 1e-9);
        Assert.Equal(2, threads.SpeedUp.Interval!.Lower, 1e-9);
        Assert.Empty(threads.SpeedUp.Warnings);
        Assert.Equal(100, threads.NanosecondsPerItem.Value, 1e-9);
        Assert.Null(results.Find("sequential", "primes", 2)!.SpeedUp);
    }

    [Fact]
    public void SpeedUp_DriftThatHitsAllModelsAlike_IsUnchanged() =>
        Gen.Double[0.2, 5].Array[12].Sample(drift =>
        {
            var noise = new Noise(9);
            var times = new Dictionary<Visit, double>();
            var still = new RunBuilder().Compare(Primes, visit => times[visit] = Steady(visit) * Math.Exp(0.1 * noise.Normal())).Analyze();
            var drifting = new RunBuilder().Compare(Primes, visit => times[visit] * drift[(visit.Round * 3) + visit.Block]).Analyze();
            foreach (var (before, after) in still.Cells.Zip(drifting.Cells).Where(pair => pair.First.SpeedUp is not null))
            {
                Assert.Equal(before.SpeedUp!.Value, after.SpeedUp!.Value, 1e-9);
                Assert.Equal(before.SpeedUp.Interval!.Lower, after.SpeedUp.Interval!.Lower, 1e-9);
                Assert.Equal(before.SpeedUp.Interval.Upper, after.SpeedUp.Interval.Upper, 1e-9);
            }
        });

    [Fact]
    public void SpeedUp_OperationsOfDifferentSize_ComparesItems()
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        for (var index = 0; index < run.Entries.Count; index++)
        {
            if (run.Entries[index] is BlockMeasurement { Cell.Model: "threads" } measurement)
            {
                run.Entries[index] = measurement with { Items = 1000, Nanoseconds = 100_000 };
            }
        }

        Assert.Equal(2, run.Analyze().Find("threads", "primes", 2)!.SpeedUp!.Value, 1e-9);
    }

    [Fact]
    public void SpeedUp_ModelAndBaselineInDifferentBlocks_IsAbsent()
    {
        var run = new RunBuilder().Plan("primes", 2, "sequential", "threads");
        foreach (var round in Enumerable.Range(0, 3))
        {
            run.Add(RunBuilder.Measured(RunBuilder.CellOf(Primes, "sequential"), round, 0, 200));
            run.Add(RunBuilder.Measured(RunBuilder.CellOf(Primes, "threads"), round, 1, 100));
        }

        var results = run.Analyze();
        Assert.Null(results.Find("threads", "primes", 2)!.SpeedUp);
        var judgement = results.Judgements.Single(item => item.ClaimId == "threads.gil");
        Assert.Equal(Verdict.NotMeasured, judgement.Verdict);
    }

    [Fact]
    public void SpeedUp_BlockInWhichAModelFailed_StillGivesTheOthers()
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "threads", Round: 0, Block: 1 });
        run.Fail("threads", "primes", 2, "wrong digest");
        var results = run.Analyze();
        Assert.Equal(12, results.Find("threads-again", "primes", 2)!.Measurements);
        var threads = results.Find("threads", "primes", 2)!;
        Assert.Equal(11, threads.Measurements);
        Assert.Contains(threads.SpeedUp!.Warnings, warning => warning.StartsWith("It failed 1 time;", StringComparison.Ordinal));
        Assert.Equal("wrong digest", Assert.Single(results.Failures).Reason);
    }

    [Fact]
    public void Analyze_DisturbedOperation_IsLeftOutAndNotItsBlock()
    {
        var run = new RunBuilder().Compare(Primes, visit => visit is { Round: 1, Block: 2 } ? 10 * Steady(visit) * (visit.Model == "threads" ? 3 : 1) : Steady(visit));
        for (var index = 0; index < run.Entries.Count; index++)
        {
            if (run.Entries[index] is BlockMeasurement { Round: 1, Block: 2, Cell.Model: "threads" } measurement)
            {
                run.Entries[index] = measurement with { Disturbance = measurement.Disturbance! with { ForeignCpuNanoseconds = 90_000_000 } };
            }
        }

        var results = run.Analyze();
        Assert.Equal((48, 1), (results.Operations, results.LeftOutOperations));
        var threads = results.Find("threads", "primes", 2)!;
        Assert.Equal(11, threads.Measurements);
        Assert.Equal(2, threads.SpeedUp!.Value, 1e-9);
        Assert.Equal(12, results.Find("threads-again", "primes", 2)!.Measurements);
        Assert.Contains("Of 12 operations, 1 did not count because others used the machine.", threads.SpeedUp.Warnings);
        Assert.Contains(results.Warnings, warning => warning.Contains("1 of 48 operations", StringComparison.Ordinal));
    }

    [Fact]
    public void SpeedUp_TwoConcurrencies_PairsTheBaselineOfTheSameBlock()
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        var other = Primes with { Concurrency = 4 };
        run.Plan("primes", 4, "sequential", "threads");
        foreach (var round in Enumerable.Range(0, 4))
        {
            // Later and ten times slower, so that pairing across blocks would show.
            run.Add(RunBuilder.Measured(RunBuilder.CellOf(other, "sequential"), round, 3, 2000));
            run.Add(RunBuilder.Measured(RunBuilder.CellOf(other, "threads"), round, 3, 500));
        }

        var results = run.Analyze();
        Assert.Equal(2, results.Find("threads", "primes", 2)!.SpeedUp!.Value, 1e-9);
        Assert.Equal(4, results.Find("threads", "primes", 4)!.SpeedUp!.Value, 1e-9);
        Assert.Equal(16, results.Find("sequential", "primes", 4)!.Measurements);
    }

    [Fact]
    public void Analyze_BlocksOutOfOrder_GivesTheSameFigures()
    {
        var noise = new Noise(2);
        var run = new RunBuilder().Compare(Primes, visit => Steady(visit) * Math.Exp(0.1 * noise.Normal()));
        var before = run.Analyze();
        run.Entries.Reverse();
        var after = run.Analyze();
        Assert.Equal(before.Cells.Select(cell => cell.Cell), after.Cells.Select(cell => cell.Cell));
        Assert.Equal(before.Cells.Select(cell => cell.SpeedUp?.Interval), after.Cells.Select(cell => cell.SpeedUp?.Interval));
        Assert.Equal(before.Cells.Select(cell => cell.NanosecondsPerItem.Value), after.Cells.Select(cell => cell.NanosecondsPerItem.Value));
    }
}
