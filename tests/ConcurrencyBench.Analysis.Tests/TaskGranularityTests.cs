using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Tests;

/// <summary>The sweep of <c>grain</c>, by its parameter and by the ids of older journals.</summary>
public sealed class TaskGranularityTests
{
    private static readonly double[] Microseconds = [1, 10, 100, 1_000, 10_000];

    [Fact]
    public void Analyze_SweepOfGrain_HasTheSmallestWorthwhileTaskOfEachModel()
    {
        var found = Swept(microseconds => Cell.Of("threads", "grain", 2) with { Parameters = microseconds == 100 ? Parameters.Of(2) : Parameters.Of(2).With("time", microseconds) });

        Assert.Equal(("threads", 2, false), (found.Model, found.Concurrency, found.IsAtMost));
        Assert.InRange(found.Nanoseconds, 9_000, 11_000);
    }

    [Fact]
    public void Analyze_SweepOfAnOlderJournal_HasTheSame()
    {
        string[] ids = ["grain-1us", "grain-10us", "grain-100us", "grain-1ms", "grain-10ms"];

        var found = Swept(microseconds => Cell.Of("threads", ids[Array.IndexOf(Microseconds, microseconds)], 2));

        Assert.InRange(found.Nanoseconds, 9_000, 11_000);
    }

    [Fact]
    public void Analyze_OneSize_HasNone() =>
        Assert.Null(new RunBuilder().Compare(new Comparison("grain", 2, "threads", "async"), _ => 200_000).Analyze().Granularities);

    /// <summary>Each task costs 10 µs beside its own time.</summary>
    private static Results.TaskGranularity Swept(Func<double, Cell> cellOf)
    {
        var run = new RunBuilder();
        foreach (var microseconds in Microseconds)
        {
            for (var round = 0; round < 3; round++)
            {
                run.Add(RunBuilder.Launched(cellOf(microseconds), round)).Add(RunBuilder.Measured(cellOf(microseconds), round, 0, 1_000 * (microseconds + 10)));
            }
        }

        return Assert.Single(Analyzer.Analyze(Manifest(run, cellOf), [.. run.Entries.Select(entry => entry is CellEntry of ? of with { Comparison = $"{of.Cell.Workload}/{of.Cell.Parameters.Id}" } : entry)]).Granularities!);
    }

    private static RunManifest Manifest(RunBuilder run, Func<double, Cell> cellOf)
    {
        var manifest = run.Manifest();
        var workloads = Microseconds.Select(cellOf).GroupBy(cell => cell.Workload)
            .Select(cells => WorkloadPlan.Of(cells.Key, [.. cells.Select(cell => cell.Parameters)], ["threads"]));
        return manifest with { Plan = manifest.Plan with { Workloads = [.. workloads] } };
    }
}
