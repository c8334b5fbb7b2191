using System.Text.Json;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;

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
        Assert.All(Analyzer.UnresolvedQuestions(results), question => Assert.True(question.IsOfClaim));
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
            .Add(RunBuilder.Measured(Cell.Of("python-threads", "files", 4) with { Runtime = new Runtime("python") }, 0, 0, 50))
            .Analyze();
        Assert.Equal(
            ["sequential/http/1", "threads/http/16", "async/http/16", "sequential/files/1", "async/files/4", "python-threads/files/4"],
            results.Cells.Select(cell => cell.Cell.ToString()));
    }

    [Fact]
    public void Costs_CounterThatWasEverAbsent_IsNull()
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        var seen = 0;
        for (var index = 0; index < run.Entries.Count; index++)
        {
            if (run.Entries[index] is BlockMeasurement { Cell.Model: "threads" } measurement)
            {
                seen++;
                run.Entries[index] = measurement with { Costs = new Costs { CpuNanoseconds = seen, [CounterTable.Named("pssBytes")] = seen == 5 ? null : seen } };
            }
        }

        var costs = run.Analyze().Find("threads", "primes", 2)!.Costs;
        Assert.Equal(6, costs.CpuNanoseconds);
        Assert.Null(costs[CounterTable.Named("pssBytes")]);
        Assert.Null(costs[CounterTable.Named("gcCount")]);
    }

    [Fact]
    public void StartUp_SeveralLaunches_IsTheirMedian() =>
        Assert.Equal(1001.5, new RunBuilder().Compare(Primes, Steady).Analyze().Find("threads", "primes", 2)!.StartUpNanoseconds);

    [Fact]
    public void StartUp_WorkerThatServedAnotherConcurrencyBefore_IsThatOfTheFirstCellAlone()
    {
        var run = new RunBuilder().Plan("primes", 1, "sequential", "threads");
        var first = Cell.Of("threads", "primes", 1);
        foreach (var round in Enumerable.Range(0, Primes.Rounds))
        {
            run.Add(RunBuilder.Launched(first, round) with { StartUpNanoseconds = 124_000 + round }).Add(RunBuilder.Measured(first, round, 9, 100));
        }

        var results = run.Compare(Primes, Steady).Analyze();
        Assert.Equal(124_001.5, results.Find("threads", "primes", 1)!.StartUpNanoseconds);
        Assert.Null(results.Find("threads", "primes", 2)!.StartUpNanoseconds);
        Assert.NotNull(results.Find("threads-again", "primes", 2)!.StartUpNanoseconds);
        Assert.NotNull(results.Find("sequential", "primes", 2)!.StartUpNanoseconds);
    }

    [Fact]
    public void NoAnswer_NothingCounts_SaysWhy()
    {
        Assert.StartsWith("Nothing could be measured: no operation that counts ended within the budget.", new RunBuilder().Plan("primes", 2, "sequential").Analyze().NoAnswer!, StringComparison.Ordinal);
        var failed = new RunBuilder().Plan("primes", 2, "sequential", "threads").Fail("sequential", "primes", 1, "no shared memory.").Fail("threads", "primes", 2, "the same");
        Assert.Equal("Nothing could be measured: 2 failures, the first of sequential/primes/1: no shared memory.", failed.Analyze().NoAnswer);
    }

    [Fact]
    public void NoAnswer_EveryCellWithFiguresFailed_IsNothingMeasured()
    {
        var run = new RunBuilder().Compare(new Comparison("primes", 2, "sequential", "threads"), Steady).Fail("threads", "primes", 2, "wrong digest");
        Assert.Null(run.Analyze().NoAnswer);
        Assert.StartsWith("Nothing could be measured: 2 failures", run.Fail("sequential", "primes", 1, "wrong digest").Analyze().NoAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public void FailedCells_WhatWasNotTheModelsDoingAndWentWellAnotherTime_CondemnsNoCell()
    {
        var run = new RunBuilder().Compare(Primes, Steady).Plan("tcp", 16, "threads").Add(RetriedFailure("threads", "primes", 2));
        Assert.Empty(run.Analyze().FailedCells);
        Assert.Single(run.Analyze().Failures);

        run.Add(RetriedFailure("threads", "tcp", 16)).Fail("sequential", "primes", 1, "wrong digest");
        Assert.Equal(["sequential/primes/1", "threads/tcp/16"], run.Analyze().FailedCells.Select(cell => cell.ToString()).Order());

        static Failure RetriedFailure(string model, string workload, int concurrency) => new()
        {
            Cell = Cell.Of(model, workload, concurrency),
            Round = 0,
            AtMilliseconds = 1,
            Reason = "the fixture died",
            MayBeRetried = true,
        };
    }

    [Fact]
    public void NoAnswer_EverythingDisturbed_IsNothingDecided()
    {
        Assert.Equal(
            "Nothing was decided: the machine was disturbed during all 48 operations that had to count. Run again on a quiet machine, and without a CPU quota that is used up.",
            new RunBuilder().Compare(Primes, Steady).Disturb().Analyze().NoAnswer);
        Assert.Null(new RunBuilder().Compare(Primes, Steady).Analyze().NoAnswer);
    }

    [Fact]
    public void NoAnswer_RunThatDidNotSetOutToDecide_IsNone()
    {
        // Too few rounds for an interval anywhere; and no warm-up, so that the workers' own compiling disturbs every block.
        Assert.Null(new RunBuilder().Compare(Primes with { Rounds = 2 }, Steady).Disturb().Analyze().NoAnswer);
        Assert.Null(new RunBuilder { WarmUpMilliseconds = 0 }.Compare(Primes, Steady).Disturb().Analyze().NoAnswer);
    }

    [Fact]
    public void NoAnswer_OneComparisonUndisturbed_IsNone()
    {
        var run = new RunBuilder().Compare(Primes, Steady).Disturb().Compare(new Comparison("http", 16, "sequential", "async"), Steady);
        Assert.Null(run.Analyze().NoAnswer);
    }

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
    public void Analyze_SystemThatDoesNotReportOthers_SaysSo()
    {
        var run = new RunBuilder().Compare(Primes, Steady);
        for (var index = 0; index < run.Entries.Count; index++)
        {
            run.Entries[index] = run.Entries[index] is BlockMeasurement measurement ? measurement with { Disturbance = null } : run.Entries[index];
        }

        Assert.Contains("What other processes did is not available for 48 of 48 operations.", run.Analyze().Warnings);
    }
}
