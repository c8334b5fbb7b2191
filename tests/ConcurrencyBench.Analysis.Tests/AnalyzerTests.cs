using System.Text.Json;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Analysis.Tests;

public sealed class AnalyzerTests
{
    private static readonly Comparison Primes = new("primes", 2, "sequential", "sequential-again", "threads", "threads-again");

    private static double Steady(Visit visit) => visit.Model.StartsWith("sequential", StringComparison.Ordinal) ? 200 : 100;

    [Fact]
    public void Analyze_EmptyJournal_GivesNoCellsAndNoException()
    {
        var results = new RunBuilder().Plan("primes", 2, "sequential", "threads").Analyze();
        Assert.Empty(results.Cells);
        Assert.Empty(results.NoiseFloors);
        Assert.Equal(Analyzer.Claims.Count, results.Judgements.Count);
        Assert.Empty(Analyzer.OpenComparisons(results));
    }

    [Fact]
    public void Analyze_Twice_GivesTheSameBytes()
    {
        var noise = new Noise(1);
        var run = new RunBuilder().Compare(Primes, visit => Steady(visit) * Math.Exp(0.05 * noise.Normal()));
        Assert.Equal(JsonSerializer.Serialize(run.Analyze()), JsonSerializer.Serialize(run.Analyze()));
    }

    [Fact]
    public void Cells_SeveralWorkloads_KeepThePlansOrder()
    {
        var results = new RunBuilder()
            .Compare(new Comparison("http", 16, "sequential", "threads", "async"), Steady)
            .Compare(new Comparison("files", 4, "sequential", "async"), Steady)
            .Add(RunBuilder.Measured(new Cell("python", "threads", "files", 4), 0, 0, 50))
            .Analyze();
        Assert.Equal(
            ["sequential/http/1", "threads/http/16", "async/http/16", "sequential/files/1", "async/files/4", "threads/files/4"],
            results.Cells.Select(cell => cell.Cell.ToString()));
    }

    [Fact]
    public void Costs_CounterThatWasEverAbsent_IsNull()
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        var seen = 0;
        for (var index = 0; index < run.Entries.Count; index++)
        {
            if (run.Entries[index] is Measurement { Cell.Model: "threads" } measurement)
            {
                seen++;
                run.Entries[index] = measurement with { Costs = new Costs { CpuNanoseconds = seen, PssBytes = seen == 5 ? null : seen } };
            }
        }

        var costs = run.Analyze().Find("threads", "primes", 2)!.Costs;
        Assert.Equal(6, costs.CpuNanoseconds);
        Assert.Null(costs.PssBytes);
        Assert.Null(costs.GcCount);
    }

    [Fact]
    public void StartUp_SeveralLaunches_IsTheirMedian() =>
        Assert.Equal(1001.5, new RunBuilder().Compare(Primes, Steady).Analyze().Find("threads", "primes", 2)!.StartUpNanoseconds);

    [Fact]
    public void Figures_TwoRounds_HaveNoIntervalAndSaySo()
    {
        var results = new RunBuilder().Compare(Primes with { Rounds = 2 }, Steady).Analyze();
        var threads = results.Find("threads", "primes", 2)!;
        Assert.Null(threads.SpeedUp!.Interval);
        Assert.Contains("There is no interval: it needs 3 rounds, and 2 rounds gave a figure.", threads.SpeedUp.Warnings);
        Assert.Contains("There is no interval: it needs 3 rounds, and 2 rounds gave a figure.", threads.NanosecondsPerItem.Warnings);
        Assert.Contains("2 of 2 cells had too few rounds for an interval.", results.Warnings);
    }

    [Fact]
    public void Duration_OfARun_IsTheLatestMoment() =>
        Assert.Equal(TimeSpan.FromMilliseconds(3002), new RunBuilder().Compare(Primes, Steady).Analyze().Duration);

    [Fact]
    public void Analyze_MeasurementWithoutDuration_IsLeftOutAndSaid()
    {
        var run = new RunBuilder().Compare(Primes, Steady).Add(RunBuilder.Measured(RunBuilder.CellOf(Primes, "threads"), 3, 9, 0));
        var results = run.Analyze();
        Assert.Equal(12, results.Find("threads", "primes", 2)!.Measurements);
        Assert.Contains("1 measurement without items or without a duration did not count.", results.Warnings);
    }

    [Fact]
    public void Analyze_SystemThatDoesNotTellOfOthers_SaysSo()
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        for (var index = 0; index < run.Entries.Count; index++)
        {
            run.Entries[index] = run.Entries[index] is Measurement measurement ? measurement with { Disturbance = null } : run.Entries[index];
        }

        Assert.Contains("The system did not tell what others did during 12 of 12 blocks.", run.Analyze().Warnings);
    }
}
