using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>The latencies of models in two phases, a row each: names at the left, percentiles at the right, a logarithmic axis of milliseconds.</summary>
/// <param name="Rows">From top to bottom, at least one.</param>
internal sealed record LatencyPanel(IReadOnlyList<LatencyRow> Rows)
{
    /// <summary>The mark of a median.</summary>
    public const MarkerShape Median = MarkerShape.FilledCircle;

    /// <summary>The mark of a 99th percentile.</summary>
    public const MarkerShape P99 = MarkerShape.FilledSquare;

    /// <summary>The mark of the longest.</summary>
    public const MarkerShape Slowest = MarkerShape.VerticalBar;

    private const float RowHeight = 28;
    private const float Top = 8;
    private const float Bottom = 42;

    // How far a row's two lines lie from its middle, in rows.
    private const double Offset = 0.17;
    private const double NanosecondsPerMillisecond = 1e6;

    private static readonly double[] TickFactors = [1, 2, 5];

    /// <summary>What the models look like.</summary>
    public Palette Palette { get; init; } = Palette.Known;

    private double Minimum => Math.Log10(Values.Min() / 1.15);

    private double Maximum => Math.Log10(Values.Max() * 1.15);

    private IEnumerable<double> Values => Rows.SelectMany(row => new[] { row.Quiet, row.Blocked }).SelectMany(Marks).Select(mark => mark.Milliseconds);

    /// <summary>The labelled latencies, ms, ascending.</summary>
    public IReadOnlyList<double> Ticks =>
    [
        .. from power in Enumerable.Range((int)Math.Floor(Minimum), (int)(Math.Ceiling(Maximum) - Math.Floor(Minimum)) + 1)
           from factor in TickFactors
           let tick = factor * Math.Pow(10, power)
           where Math.Log10(tick) >= Minimum && Math.Log10(tick) <= Maximum
           select tick,
    ];

    /// <summary>Draws the panel.</summary>
    /// <param name="width">How wide, CSS pixels.</param>
    /// <returns>The panel; its plot belongs to the caller.</returns>
    public Panel Draw(float width)
    {
        var panel = new Panel(string.Empty, width, Top + Bottom + (Rows.Count * RowHeight));
        var plot = panel.Plot;
        plot.Layout.Fixed(new PixelPadding(
            TextMeasure.Widest(Rows.Select(row => row.Model), ChartTheme.Small) + 10,
            (TextMeasure.Widest(Rows.Select(row => row.Label), ChartTheme.Small) * 1.06f) + 14,
            Bottom,
            Top));
        foreach (var tick in Ticks)
        {
            plot.Add.VerticalLine(Math.Log10(tick), 1, ChartTheme.Grid);
        }

        foreach (var (index, row) in Rows.Index())
        {
            var (middle, color) = (Rows.Count - 1 - index, Palette.ColorOf(row.Model));
            DrawPhase(plot, row.Quiet, middle + Offset, ChartTheme.Paper.MixedWith(color, 0.45));
            DrawPhase(plot, row.Blocked, middle - Offset, color);
        }

        DrawAxes(plot);
        return panel;
    }

    private static IReadOnlyList<(double Milliseconds, MarkerShape Shape)> Marks(PhaseResult phase) =>
    [
        (In(phase.MedianLatency!), Median), (In(phase.P99Latency!), P99), (In(phase.MaximumLatency!), Slowest),
    ];

    private static double In(Figure nanoseconds) => nanoseconds.Value / NanosecondsPerMillisecond;

    private static void DrawPhase(Plot plot, PhaseResult phase, double y, Color color)
    {
        var marks = Marks(phase);
        var line = plot.Add.Scatter(marks.Select(mark => new Coordinates(Math.Log10(mark.Milliseconds), y)).ToArray(), color);
        line.LineWidth = 2;
        line.MarkerStyle.IsVisible = false;
        foreach (var (milliseconds, shape) in marks)
        {
            var mark = plot.Add.Scatter(new[] { new Coordinates(Math.Log10(milliseconds), y) }, color);
            mark.LineWidth = 0;
            mark.MarkerStyle = Markers.Style(color, shape);
        }
    }

    private void DrawAxes(Plot plot)
    {
        double[] rows = [.. Rows.Select((_, index) => (double)(Rows.Count - 1 - index))];
        plot.Axes.SetLimits(Minimum, Maximum, -0.5, Rows.Count - 0.5);
        plot.Axes.SetLimitsY(-0.5, Rows.Count - 0.5, plot.Axes.Right);
        plot.Axes.Left.SetTicks(rows, [.. Rows.Select(row => row.Model)]);
        plot.Axes.Right.SetTicks(rows, [.. Rows.Select(row => row.Label)]);
        plot.Axes.Right.TickLabelStyle.Bold = true;
        plot.Axes.Bottom.SetTicks([.. Ticks.Select(Math.Log10)], [.. Ticks.Select(tick => tick.ToString("#,0.####", CultureInfo.InvariantCulture))]);
        plot.Axes.Bottom.TickLabelStyle.ForeColor = ChartTheme.Muted;
        AxisLabel.Set(plot.Axes.Bottom, "latency (ms, log scale)");
    }
}
