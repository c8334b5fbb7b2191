using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>What a waiting task costs in memory and in time, a point for each model: for runs with a workload whose items all wait at once.</summary>
internal sealed class TaskCostChart : Chart
{
    public override string Id => "task-cost";

    public override ChartImage? Of(RunView view)
    {
        var panel = TaskCostPanel.Of(view);
        var count = panel?.Concurrency.ToString("#,0", CultureInfo.InvariantCulture);
        return panel is null ? null : new ChartImage
        {
            Title = $"Cost of a task: {count} that all wait",
            Description = $"Cost of one of {count} waiting tasks. " + string.Join(" ", panel.Costs.Select(Describe)),
            Panels = [panel],
            Footnote =
            [
                "Both axes are logarithmic: lower and further left is cheaper. Memory: the process's share (PSS) while all wait, less what it was "
                    + "before; a pool of threads that is kept is there before. Time: to start all and, when they need wait no more, to finish all.",
                panel.Costs.Any(cost => cost.IsRough) ? "Hollow marks: too few rounds for an interval." : null,
            ],
        };
    }

    private static string Describe(TaskCost cost) => $"{cost.Model}: {Format.OnDecimalAxis(cost.Bytes)}, {Format.Value(cost.Nanoseconds, "ns")}.";
}

/// <summary>Memory and time of a waiting task, a labelled point for each model; both axes are logarithmic.</summary>
/// <param name="Concurrency">How many tasks waited.</param>
/// <param name="Costs">The models' costs; at least one.</param>
internal sealed record TaskCostPanel(int Concurrency, IReadOnlyList<TaskCost> Costs) : Panel(string.Empty)
{
    private const float LabelHeight = 15;
    private const double Room = 0.25;

    public override float Height => 400;

    public override PanelAxis X => Axis(Costs.Select(cost => cost.Bytes), "B", "memory of a waiting task");

    public override PanelAxis Y => Axis(Costs.Select(cost => cost.Nanoseconds), "ns", "time to start and to finish a task");

    protected override PixelPadding Padding => new(64, 12, 44, 8);

    /// <summary>Finds what a run measured: of the usual lane the number of tasks that most models had, the larger of two.</summary>
    /// <returns>The panel; null when nothing was measured.</returns>
    public static TaskCostPanel? Of(RunView view) => (
        from comparison in view.Planned
        where view.Workload(comparison.Workload)?.Needs(WorkloadNeeds.AllAtOnce) == true
        let costs = CostsOf(view, comparison)
        where costs.Count > 0
        orderby comparison.Planned.Parameters.HasOthers, costs.Count descending, comparison.Concurrency descending
        select new TaskCostPanel(comparison.Concurrency, costs) { Palette = view.Palette() }).FirstOrDefault();

    protected override void DrawData(Plot plot)
    {
        foreach (var cost in Costs)
        {
            var mark = plot.Add.Scatter(new[] { new Coordinates(Math.Log10(cost.Bytes), Math.Log10(cost.Nanoseconds)) });
            mark.LineWidth = 0;
            var (color, shape) = (Palette.ColorOf(cost.Model), Palette.ShapeOf(cost.Model));
            mark.MarkerStyle = cost.IsRough ? Markers.Hollow(color, shape) : Markers.Style(color, shape);
        }

        DrawLabels(plot);
    }

    private static List<TaskCost> CostsOf(RunView view, ComparisonView comparison) =>
    [
        .. from model in view.Models
           where view.State(model, comparison) == CellState.Measured
           let result = view.Result(model, comparison)
           let bytes = result.Phases.Select(phase => phase.BytesPerItem).OfType<Analysis.Results.Figure>().FirstOrDefault()
           let nanoseconds = result.Phases.Sum(phase => phase.NanosecondsPerItem?.Value ?? double.NaN)
           where bytes is { Value: > 0 } && nanoseconds > 0
           select new TaskCost(model, bytes.Value, nanoseconds, bytes.Interval is null),
    ];

    private static PanelAxis Axis(IEnumerable<double> values, string unit, string title)
    {
        var logarithms = values.Select(Math.Log10).ToList();
        return PanelAxis.Decades(logarithms.Min() - Room, logarithms.Max() + Room, power => Format.Tick(power, unit), title);
    }

    private void DrawLabels(Plot plot)
    {
        // In pixels from the upper left corner of the data, since only there it shows what overlaps.
        var (x, y) = (X, Y);
        var (width, height) = (Width - Padding.Left - Padding.Right, Height - Padding.Top - Padding.Bottom);
        var (perX, perY) = (width / (x.High - x.Low), height / (y.High - y.Low));
        var places = LabelPlaces.Find(
            [.. Costs.Select(cost => new Pixel((Math.Log10(cost.Bytes) - x.Low) * perX, (y.High - Math.Log10(cost.Nanoseconds)) * perY))],
            [.. Costs.Select(cost => new PixelSize(TextMeasure.Width(cost.Model, ChartTheme.Small), LabelHeight))],
            new PixelSize(width, height));
        foreach (var (cost, place) in Costs.Zip(places))
        {
            var text = plot.Add.Text(cost.Model, (place.Left / perX) + x.Low, y.High - ((place.Top + (LabelHeight / 2)) / perY));
            text.LabelFontName = EmbeddedFonts.Family;
            text.LabelFontSize = ChartTheme.Small;
            text.LabelFontColor = ChartTheme.Text;
            text.LabelAlignment = Alignment.MiddleLeft;
        }
    }
}

/// <summary>What a waiting task costs under a model.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Bytes">Memory that it holds.</param>
/// <param name="Nanoseconds">Time to start and to finish it.</param>
/// <param name="IsRough">Whether there were too few rounds for intervals.</param>
internal sealed record TaskCost(string Model, double Bytes, double Nanoseconds, bool IsRough);
