using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Exports;
using ConcurrencyBench.Reporting.Tables;
using ConcurrencyBench.Reporting.Tests.Samples;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tests;

/// <summary>METG(50 %) in words: a row for each model, a column for each number in flight.</summary>
public sealed class GranularityTableTests
{
    [Fact]
    public void Build_SweepOfGrain_HasARowForEachModelAndSaysWhatIsMeant()
    {
        var table = ReportDocument.Build(View(
            new TaskGranularity("sequential", 1, 1_000, true), new TaskGranularity("threads", 2, 4_321, false), new TaskGranularity("threads", 4, 12_345, false), new TaskGranularity("async", 2, 1_000, true))).Granularity!;

        Assert.Equal(["Model", "2 in flight", "4 in flight"], table.Columns.Select(column => column.Header));
        Assert.Equal(
            ["sequential | ≤ 1.00 µs | ≤ 1.00 µs", "threads | ~4.3 µs | ~12 µs", "async | ≤ 1.00 µs | –"],
            table.Rows.Select(row => string.Join(" | ", row.Select(cell => cell.ToString()))));
        Assert.Contains("half as much computed in a second", table.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_SweepOfGrain_HasTheTable()
    {
        var view = View(new TaskGranularity("threads", 2, 4_321, false));

        Assert.Contains("Smallest worthwhile task", MarkdownReport.Text(ReportDocument.Build(view)), StringComparison.Ordinal);
        Assert.Null(ReportDocument.Build(new RunView(SampleRun.Full)).Granularity);
    }

    private static RunView View(params IReadOnlyList<TaskGranularity> found) =>
        new(SampleRun.Full with { Results = SampleRun.Full.Results with { Granularities = found } });
}
