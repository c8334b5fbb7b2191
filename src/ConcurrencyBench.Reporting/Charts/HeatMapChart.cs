using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Every workload and every model at a glance, by colour and by number; needs two workloads to say more than bars.</summary>
internal sealed class HeatMapChart : Chart
{
    public override string Id => "heatmap";

    /// <summary>What is plotted, a column for each workload.</summary>
    public static HeatMap Map(RunView view)
    {
        var comparisons = view.Series.Select(view.Main).OfType<ComparisonView>().ToList();
        var columns = comparisons.Select(comparison => new HeatMapColumn(
            comparison, [.. SpeedUpBar.Of(view, comparison).Where(bar => bar.Model != RunView.Baseline)]));
        return new HeatMap([.. view.ComparedModels.Where(model => model != RunView.Baseline)], [.. columns]);
    }

    public override ChartImage? Of(RunView view) => Map(view) is not { Columns.Count: > 1 } map ? null : new ChartImage
    {
        Title = "Speed-up over sequential, workload by model",
        Description = "Speed-up over sequential. " + string.Join(" ", map.Columns.Select(column =>
            $"{column.Comparison.Heading}: {string.Join(", ", column.Cells.Select(cell => $"{cell.Model} {cell.Label}"))}.")),
        Panels = [map],
        Footnote = Footnote(map),
    };

    private static IReadOnlyList<string?> Footnote(HeatMap map)
    {
        var cells = map.Columns.SelectMany(column => column.Cells).ToList();
        return
        [
            "Blue: faster than sequential; orange: slower; the deeper, the nearer to the largest difference of its column.",
            cells.Any(cell => cell.Distinction == Distinction.Within) ? "White and ≈: within 5 % of 1×." : null,
            cells.Any(cell => cell.Distinction == Distinction.NotToldApart) ? "White and ?: not told apart from 1×." : null,
            cells.Any(cell => cell.IsRough) ? "~: too few rounds for an interval." : null,
            cells.Any(cell => cell.SpeedUp is null) ? "Hatched: no figure." : null,
            .. CellStateText.Legend(cells.Where(cell => cell.SpeedUp is null).Select(cell => cell.Label)),
        ];
    }
}

/// <summary>A grid of speed-ups. Colour is the ratio beside the others of its column; the number is in every cell.</summary>
/// <param name="Models">The rows, from top to bottom.</param>
/// <param name="Columns">The columns, from left to right, at least one.</param>
internal sealed record HeatMap(IReadOnlyList<string> Models, IReadOnlyList<HeatMapColumn> Columns) : Panel(string.Empty)
{
    private const float RowHeight = 34;

    public override float Height => Top + 2 + (RowHeight * Models.Count);

    public override PanelAxis X => new(-0.5, Columns.Count - 0.5, [.. Columns.Select((column, x) => ((double)x, IsNarrow ? Name(column) : TwoLines(column)))]) { HasGrid = false };

    public override PanelAxis Y => PanelAxis.Rows(Models);

    protected override PixelPadding Padding => new(Left, Width - Left - (CellWidth * Columns.Count), 2, Top);

    private float Left => TextMeasure.Widest(Models, ChartTheme.Small) + 10;

    private float Top => IsNarrow ? TextMeasure.Widest(Columns.Select(Name), ChartTheme.Small) + 10 : 38;

    private float CellWidth => Math.Min(110, (Width - Left) / Columns.Count);

    private bool IsNarrow => TextMeasure.Widest(Columns.Select(column => column.Comparison.Series), ChartTheme.Small) + 6 > CellWidth;

    protected override void DrawData(Plot plot)
    {
        foreach (var (x, column) in Columns.Index())
        {
            foreach (var (row, cell) in column.Cells.Index())
            {
                DrawCell(plot, new Coordinates(x, Models.Count - 1 - row), (cell, column.ColorOf(cell)), CellWidth < 46);
            }
        }

        DrawNames(plot);
    }

    private static string Name(HeatMapColumn column) =>
        $"{column.Comparison.Series} ({column.Comparison.Concurrency.ToString(CultureInfo.InvariantCulture)})";

    private static string TwoLines(HeatMapColumn column) =>
        $"{column.Comparison.Series}\n{column.Comparison.Concurrency.ToString(CultureInfo.InvariantCulture)} in flight";

    // Columns are named above the cells.
    private void DrawNames(Plot plot)
    {
        plot.Axes.Bottom.IsVisible = false;
        plot.Axes.SetLimitsX(X.Low, X.High, plot.Axes.Top);
        plot.Axes.Top.SetTicks([.. X.Ticks.Select(tick => tick.At)], [.. X.Ticks.Select(tick => tick.Label)]);
        if (IsNarrow)
        {
            plot.Axes.Top.TickLabelStyle.Rotation = -90;
            plot.Axes.Top.TickLabelStyle.Alignment = Alignment.MiddleLeft;
        }
    }

    private static void DrawCell(Plot plot, Coordinates at, (SpeedUpBar Bar, Color Fill) cell, bool isNarrow)
    {
        var (bar, fill) = cell;
        var area = plot.Add.Rectangle(at.X - 0.5, at.X + 0.5, at.Y - 0.5, at.Y + 0.5);
        area.FillColor = fill;
        area.LineColor = ChartTheme.Grid;
        area.LineWidth = 1;
        if (bar.SpeedUp is null)
        {
            Hatch(plot, at);
        }

        var text = plot.Add.Text(isNarrow ? bar.Label.TrimEnd('×') : bar.Label, at);
        text.LabelStyle.FontName = EmbeddedFonts.Family;
        text.LabelFontSize = ChartTheme.Small;
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontColor = ChartTheme.On(fill);
        text.LabelBackgroundColor = bar.SpeedUp is null ? fill : Colors.Transparent;
    }

    // Lines instead of a pattern: Skia writes patterns into SVG as pictures of pixels.
    private static void Hatch(Plot plot, Coordinates at)
    {
        for (var stripe = 0; stripe < 6; stripe++)
        {
            var (from, to) = (stripe / 6.0, (stripe + 1) / 6.0);
            var line = plot.Add.Line(at.X - 0.46 + (0.92 * from), at.Y - 0.42, at.X - 0.46 + (0.92 * to), at.Y + 0.42);
            line.LineColor = ChartTheme.Reference.WithAlpha(0.55);
            line.LineWidth = 1;
        }
    }
}

/// <summary>A workload's column of the heat map.</summary>
internal sealed record HeatMapColumn(ComparisonView Comparison, IReadOnlyList<SpeedUpBar> Cells)
{
    private static readonly Color Faster = Color.FromHex("#08519C");
    private static readonly Color Slower = Color.FromHex("#B45309");

    // Every column has its own, or twice as fast on two cores would be white beside 16 times as fast on 16 waits. A
    // column of small differences does not get deep colours: 2× is the least that does.
    private double Deepest { get; } = Cells.Where(cell => cell is { SpeedUp: not null, IsNoDifference: false })
        .Select(cell => Math.Abs(Math.Log2(cell.SpeedUp!.Value))).Append(1).Max();

    /// <summary>A cell's colour.</summary>
    /// <returns>Blue for faster, orange for slower, by ratio; white when it is not shown to differ from 1 by more than 5 %, grey when there is none.</returns>
    public Color ColorOf(SpeedUpBar cell)
    {
        if (cell.SpeedUp is not { } figure)
        {
            return Color.FromHex("#F0F2F5");
        }

        var depth = cell.IsNoDifference ? 0 : Math.Clamp(Math.Log2(figure.Value) / Deepest, -1, 1);
        return ChartTheme.Paper.MixedWith(depth < 0 ? Slower : Faster, Math.Abs(depth));
    }
}
