using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Memory and time of a waiting task, a labelled point for each model; both axes are logarithmic.</summary>
/// <param name="Concurrency">How many tasks waited.</param>
/// <param name="Costs">The models' costs; at least one.</param>
internal sealed record TaskCostPanel(int Concurrency, IReadOnlyList<TaskCost> Costs)
{
    private const float Height = 400;
    private const float LabelHeight = 15;
    private const double Room = 0.25;

    private static readonly PixelPadding Padding = new(64, 12, 44, 8);

    /// <summary>What the models look like.</summary>
    public Palette Palette { get; init; } = Palette.Known;

    /// <summary>Finds what a run measured: the number of tasks that most models had, the larger of two.</summary>
    /// <param name="view">The run.</param>
    /// <returns>The panel; null when nothing was measured.</returns>
    public static TaskCostPanel? Of(RunView view) => (
        from comparison in view.Planned
        where comparison.Workload == TaskCostChart.Workload
        let costs = CostsOf(view, comparison)
        where costs.Count > 0
        orderby costs.Count descending, comparison.Concurrency descending
        select new TaskCostPanel(comparison.Concurrency, costs) { Palette = view.Palette }).FirstOrDefault();

    /// <summary>Draws the panel.</summary>
    /// <returns>The panel; its plot belongs to the caller.</returns>
    public Panel Draw()
    {
        var panel = new Panel(string.Empty, ChartImage.Inner, Height);
        var plot = panel.Plot;
        plot.Layout.Fixed(Padding);
        var (x, y) = (Range(Costs.Select(cost => cost.Bytes)), Range(Costs.Select(cost => cost.Nanoseconds)));
        var (columns, rows) = (Powers(x), Powers(y));
        columns.ForEach(power => plot.Add.VerticalLine(power, 1, ChartTheme.Grid));
        rows.ForEach(power => plot.Add.HorizontalLine(power, 1, ChartTheme.Grid));
        foreach (var cost in Costs)
        {
            var mark = plot.Add.Scatter(new[] { new Coordinates(Math.Log10(cost.Bytes), Math.Log10(cost.Nanoseconds)) });
            mark.LineWidth = 0;
            var (color, shape) = (Palette.ColorOf(cost.Model), Palette.ShapeOf(cost.Model));
            mark.MarkerStyle = cost.IsRough ? Markers.Hollow(color, shape) : Markers.Style(color, shape);
        }

        DrawLabels(plot, x, y);
        plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        plot.Axes.Bottom.SetTicks([.. columns.Select(power => (double)power)], [.. columns.Select(power => Format.Tick(Math.Pow(10, power), "B"))]);
        plot.Axes.Left.SetTicks([.. rows.Select(power => (double)power)], [.. rows.Select(power => Format.Tick(Math.Pow(10, power), "ns"))]);
        AxisLabel.Set(plot.Axes.Bottom, "memory of a waiting task");
        AxisLabel.Set(plot.Axes.Left, "time to start and to finish a task");
        return panel;
    }

    private static List<TaskCost> CostsOf(RunView view, Comparison comparison) =>
    [
        .. from model in view.Models
           where view.State(model, comparison) == CellState.Measured
           let result = view.Result(model, comparison)
           let bytes = result.Phase("start")?.BytesPerItem
           let nanoseconds = result.Phase("start")?.NanosecondsPerItem?.Value + result.Phase("finish")?.NanosecondsPerItem?.Value
           where bytes is { Value: > 0 } && nanoseconds > 0
           select new TaskCost(model, bytes.Value, nanoseconds.Value, bytes.Interval is null),
    ];

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var logarithms = values.Select(Math.Log10).ToList();
        return (logarithms.Min() - Room, logarithms.Max() + Room);
    }

    private static List<int> Powers((double Low, double High) range) =>
        [.. Enumerable.Range((int)Math.Ceiling(range.Low), Math.Max(0, (int)Math.Floor(range.High) - (int)Math.Ceiling(range.Low) + 1))];

    private void DrawLabels(Plot plot, (double Low, double High) x, (double Low, double High) y)
    {
        // In pixels from the upper left corner of the data, since only there it shows what overlaps.
        var (width, height) = (ChartImage.Inner - Padding.Left - Padding.Right, Height - Padding.Top - Padding.Bottom);
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
