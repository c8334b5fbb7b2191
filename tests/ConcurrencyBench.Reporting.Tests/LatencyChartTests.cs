using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Tests.Samples;
using ConcurrencyBench.Reporting.Views;
using ScottPlot.Plottables;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class LatencyChartTests
{
    private static readonly Interval Somewhere = new(1, 2);

    [Fact]
    public void Draw_RunWithoutTheWorkload_IsNothing() => Assert.Null(new LatencyChart().Of(new RunView(SampleRun.Full)));

    [Fact]
    public void Rows_MeasuredModels_AreInTheTablesOrderWithTheirPercentiles()
    {
        var rows = Rows(Somewhere);

        Assert.Equal(["threads", "async"], rows.Select(row => row.Model));
        Assert.Equal(["11.0 ms / 12.0 ms", "11.0 ms / 60.0 ms"], rows.Select(row => row.Label));
        Assert.DoesNotContain(rows, row => row.IsRough);
    }

    [Fact]
    public void Rows_NoIntervals_AreMarkedAsRough() => Assert.All(Rows(null), row =>
    {
        Assert.True(row.IsRough);
        Assert.StartsWith("~11 ms / ~", row.Label, StringComparison.Ordinal);
    });

    [Fact]
    public void Draw_Marks_StandWhereTheLatenciesAre()
    {
        using var plot = new LatencyPanel(Rows(Somewhere)).Draw();
        var marks = plot.GetPlottables<Scatter>().Where(scatter => scatter.MarkerStyle.IsVisible).ToList();
        var last = marks.TakeLast(3).Select(mark => mark.Data.GetScatterPoints()[0]).ToList();

        Assert.Equal(12, marks.Count);
        Assert.Equal([25, 60, 62], last.Select(point => Math.Round(Math.Pow(10, point.X), 9)));
        Assert.All(last, point => Assert.Equal(-0.17, point.Y, 9));
        Assert.Equal(Palette.ByName.ColorOf("async"), marks[^1].MarkerStyle.LineColor);
    }

    [Fact]
    public void Ticks_TenToSixtyMilliseconds_AreRound() =>
        Assert.Equal([10, 20, 50], new LatencyPanel(Rows(Somewhere)).Ticks.Select(tick => Math.Round(tick, 9)));

    [Fact]
    public void Texts_OfThePicture_AreTheWorkloads()
    {
        var picture = new LatencyChart().Of(new RunView(WithLatencies(Somewhere)))!;

        Assert.Equal("Latency while another sleeps", picture.Title);
        Assert.Contains("an item that waits 7 ms, undisturbed and while another sleeps: threads 11.0 ms / 12.0 ms", picture.Description, StringComparison.Ordinal);
        Assert.Contains(picture.Footnote, sentence => sentence!.StartsWith("An item waits 7 ms;", StringComparison.Ordinal));
    }

    private static IReadOnlyList<LatencyRow> Rows(Interval? interval)
    {
        var view = new RunView(WithLatencies(interval));
        return LatencyRow.Of(view, view.Planned[0], new FakeLatencies().Latencies);
    }

    private static ReportInput WithLatencies(Interval? interval) => SampleRun.Full with
    {
        Workloads = [new FakeLatencies()],
        Results = SampleRun.Full.Results with
        {
            Run = SampleRun.Full.Results.Run with
            {
                Plan = SampleRun.Full.Results.Run.Plan with { Workloads = [WorkloadPlan.Of("delays", [64], ["threads", "async"])] },
            },
            Cells = [Cell("async", 60, interval), Cell("threads", 12, interval)],
        },
    };

    private static CellResult Cell(string model, double p99, Interval? interval) => SampleCells.Of(model, "delays", 64) with
    {
        Phases = [Phase("calm", 10.5, 11, 12, interval), Phase("rough", p99 > 50 ? 25 : 10.5, p99, p99 + 2, interval)],
    };

    private static PhaseResult Phase(string name, double median, double p99, double maximum, Interval? interval) => new(name, name, 200, null)
    {
        MedianLatency = new Figure(median * 1e6, interval, []),
        P99Latency = new Figure(p99 * 1e6, interval, []),
        MaximumLatency = new Figure(maximum * 1e6, interval, []),
    };
}
