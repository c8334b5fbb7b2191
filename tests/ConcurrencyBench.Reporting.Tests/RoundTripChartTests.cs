using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Tests.Samples;
using ConcurrencyBench.Reporting.Views;
using ScottPlot.Plottables;
using static ConcurrencyBench.Analysis.Tests.CellLookup;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class RoundTripChartTests
{
    [Fact]
    public void Draw_RunWithPingPong_HasALineForEachModelAtItsFigures()
    {
        var panel = Assert.Single(RoundTripPanel.All(new RunView(SampleRun.Messages)));

        Assert.Equal(
            ["sequential", "threads", "gil-threads", "processes", "async", "dataflow"], panel.Lines.Select(line => line.Model));
        Assert.All(panel.Lines, line => Assert.Equal([("64 B", 64.0), ("4 KiB", 4_096), ("1 MiB", 1 << 20)], line.Points.Select(point => (point.Size, point.Bytes))));
        var threads = panel.Lines.Single(line => line.Model == "threads");
        Assert.Equal(SampleRun.Messages.Results.Find("threads", "ping-pong", 2)!.Phase("4kib")!.NanosecondsPerItem, threads.Points[1].Nanoseconds);
    }

    [Fact]
    public void Draw_Whiskers_StandWhereTheIntervalsAre()
    {
        using var plot = new RoundTripPanel([Line(new Figure(1_000, new Interval(500, 4_000), []))]).Draw();

        var whisker = plot.GetPlottables<ErrorBar>().First();
        Assert.Equal(3, whisker.Ys[0], 9);
        Assert.Equal(Math.Log10(2), whisker.YErrorNegative![0], 9);
        Assert.Equal(Math.Log10(4), whisker.YErrorPositive![0], 9);
        Assert.Equal(6, whisker.Xs[0], 9);
        Assert.Equal((2, 4), (plot.Axes.GetLimits().Bottom, plot.Axes.GetLimits().Top));
    }

    [Fact]
    public void Draw_FigureWithoutInterval_HasAHollowMarkAndNoWhisker()
    {
        using var plot = new RoundTripPanel([Line(new Figure(1_000, null, []))]).Draw();

        Assert.Empty(plot.GetPlottables<ErrorBar>());
        Assert.Contains(plot.GetPlottables<Scatter>(), marks => marks.MarkerStyle.FillColor == ChartTheme.Paper);
    }

    [Fact]
    public void Draw_RunWithoutPingPong_IsNoPicture() => Assert.Null(new RoundTripChart().Of(new RunView(SampleRun.Full)));

    [Fact]
    public void Draw_PingPongThatNoModelFinished_IsNoPicture()
    {
        var results = SampleRun.Messages.Results;

        Assert.Null(new RoundTripChart().Of(new RunView(SampleRun.Messages with { Results = results with { Cells = [.. results.Cells.Select(cell => cell with { Phases = [] })] } })));
    }

    [Fact]
    public void Description_OfThePicture_ContainsTheFigures()
    {
        var picture = new RoundTripChart().Of(new RunView(SampleRun.Messages))!;

        Assert.Contains("threads: 64 B 5.90 µs, 4 KiB 6.50 µs, 1 MiB 210 µs.", picture.Description, StringComparison.Ordinal);
        Assert.Contains("Whiskers: 95 % intervals.", picture.Footnote);
    }

    private static RoundTripLine Line(Figure figure) => new("threads", [("64 B", 64, figure)]);
}
