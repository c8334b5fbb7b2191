using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Tests.Samples;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;
using ScottPlot.Plottables;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class TaskCostChartTests
{
    [Fact]
    public void Draw_RunWithoutWaitingTasks_IsNoPicture() => Assert.Null(new TaskCostChart().Of(new RunView(SampleRun.Full)));

    [Fact]
    public void Draw_RunWithWaitingTasks_HasAPointForEachModelAtItsFigures()
    {
        var picture = new TaskCostChart().Of(new RunView(Waiting()))!;
        using var plot = picture.Panels[0].Draw();

        var points = plot.GetPlottables<Scatter>().Select(scatter => scatter.Data.GetScatterPoints().Single()).ToList();
        Assert.Equal([new Coordinates(4, 5), new Coordinates(2, 3)], points);
        Assert.Equal(["threads", "async"], plot.GetPlottables<Text>().Select(text => text.LabelText));
        Assert.Contains("threads: 10.0 kB, 100 µs", picture.Description, StringComparison.Ordinal);
        Assert.Contains("10,000", picture.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_PowersOfTen_HaveDecimalUnits()
    {
        var chart = new ReportContent(Waiting()).Charts.Single(chart => chart.Id == "task-cost");

        var texts = System.Xml.Linq.XElement.Parse(ChartFile.Svg(chart, "p")).Descendants().Where(element => element.Name.LocalName == "text")
            .Select(text => text.Value).ToList();

        Assert.Equal(["1 kB", "10 kB", "100 B"], texts.Where(text => text.EndsWith('B')).Order(StringComparer.Ordinal));
        Assert.Equal(["1 µs", "10 µs", "100 µs"], texts.Where(text => text.EndsWith("µs", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Find_PointsOnOneSpot_PutsNoNameOnAnotherOrOutside()
    {
        var area = new PixelSize(600, 340);
        Pixel[] points = [.. Enumerable.Range(0, 8).Select(number => new Pixel(590 - (number * 3), 20 + (number * 2)))];

        var places = LabelPlaces.Find(points, [.. points.Select(_ => new PixelSize(80, 15))], area);

        Assert.All(places, place => Assert.True(place.Left >= 0 && place.Right <= area.Width && place.Top >= 0 && place.Bottom <= area.Height));
        foreach (var (index, place) in places.Index())
        {
            Assert.DoesNotContain(places.Skip(index + 1), other =>
                place.Left < other.Right && other.Left < place.Right && place.Top < other.Bottom && other.Top < place.Bottom);
        }
    }

    /// <summary>The messages' run, its cells of two models said to be of tasks that all wait, at 10,000.</summary>
    private static ReportInput Waiting()
    {
        var results = SampleRun.Messages.Results;
        var cells = from result in results.Cells
                    let cost = result.Cell.Model switch { "threads" => (Bytes: 10_000.0, Time: 50_000.0), "async" => (Bytes: 100.0, Time: 500.0), _ => (Bytes: 0.0, Time: 0.0) }
                    where result.Cell.Workload == "ping-pong" && cost.Bytes > 0
                    select result with
                    {
                        Cell = Cell.Of(result.Cell.Model, "gathering", 10_000),
                        Phases =
                        [
                            new PhaseResult("start", "start", 10_000, new Figure(cost.Time, null, [])) { BytesPerItem = new Figure(cost.Bytes, null, []) },
                            new PhaseResult("finish", "finish", 10_000, new Figure(cost.Time, null, [])),
                        ],
                    };
        var plan = results.Run.Plan with { Workloads = [WorkloadPlan.Of("gathering", [10_000], ["threads", "async"])] };
        return SampleRun.Messages with { Workloads = [new FakeWorkload("gathering", Abstractions.WorkloadKind.Io, "waits for all", needs: Abstractions.WorkloadNeeds.AllAtOnce)], Results = results with { Cells = [.. cells], Run = results.Run with { Plan = plan } } };
    }
}
