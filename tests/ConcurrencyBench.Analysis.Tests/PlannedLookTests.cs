using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests;

/// <summary>An interval decides only at the look that was planned; four rounds have no e-value of 20.</summary>
public sealed class PlannedLookTests
{
    private static readonly Comparison Http = new("http", 16, "sequential", "sequential-again", "async");

    [Fact]
    public void Judge_AllPlannedRounds_AreOneLookAndDecidedByTheInterval() => Assert.Equal((Verdict.Supported, Looks.Once), Judge(Run()));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Judge_FewerRoundsThanPlanned_NeedAnEValue(int missing) => Assert.Equal((Verdict.Inconclusive, Looks.Any), Judge(Run(missing)));

    [Fact]
    public void Judge_LastRoundWithoutItsLastBlock_NeedsAnEValue()
    {
        var run = Run();
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Round: 3, Block: 2 });
        Assert.Equal((Verdict.Inconclusive, Looks.Any), Judge(run));
    }

    [Theory]
    [InlineData("async", Looks.Any)]
    [InlineData("sequential-again", Looks.Once)]
    public void Judge_LastBlockWithoutACell_NeedsAnEValueWhereItIsCompared(string model, Looks expected)
    {
        // As where the run was interrupted in the middle of it.
        var run = Run();
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Round: 3, Block: 2 } measurement && measurement.Cell.Model == model);
        Assert.Equal(expected, Judge(run).Looks);
    }

    [Fact]
    public void Judge_AnotherWorkloadIsIncomplete_IsOneLookAllTheSame()
    {
        var run = Run().Compare(new Comparison("files", 16, "sequential", "async"), _ => 100);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Workload: "files", Round: 3 });
        Assert.Equal((Verdict.Supported, Looks.Once), Judge(run));
    }

    /// <summary>A model that failed is not measured again; the rounds of the others were done all the same.</summary>
    [Fact]
    public void Judge_AnotherModelFailed_IsOneLook()
    {
        var run = new RunBuilder().Compare(Http with { Models = [.. Http.Models, "threads"] }, Time);
        run.Entries.RemoveAll(entry => entry is BlockMeasurement { Cell.Model: "threads", Round: > 0 });
        Assert.Equal((Verdict.Supported, Looks.Once), Judge(run.Fail("threads", "http", 16, "crashed")));
    }

    [Fact]
    public void Judge_PlanThatMayEndAtAnyRound_NeedsAnEValue() =>
        Assert.Equal((Verdict.Inconclusive, Looks.Any), Judge(new RunBuilder { LooksOften = true }.Compare(Http, Time)));

    private static RunBuilder Run(int missing = 0) => new RunBuilder { MissingRounds = missing }.Compare(Http, Time);

    private static double Time(Visit visit) => visit.Model == "async" ? 60 + (visit.Round % 2) : 1000;

    private static (Verdict Verdict, Looks Looks) Judge(RunBuilder run)
    {
        var evidence = run.Judge("async.io").Evidence.First(evidence => evidence.Name == "S(async, http, 16)");
        return (evidence.Verdict, evidence.Looks);
    }
}
