using System.Globalization;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>How long items take from their arrival while something delays them, beside how long they take without, a row for each model.</summary>
internal sealed class LatencyChart : Chart
{
    public override string Id => "latency";

    public override ChartImage? Of(RunView view) => (
        from comparison in view.Planned
        let compared = (view.Workload(comparison.Workload) as IComparesLatencies)?.Latencies
        where compared is not null
        let rows = LatencyRow.Of(view, comparison, compared)
        where rows.Count > 0
        select Image(rows, compared, view)).FirstOrDefault();

    private static ChartImage Image(IReadOnlyList<LatencyRow> rows, LatencyComparison compared, RunView view) => new()
    {
        Title = $"Latency while {compared.Cause}",
        Description = $"Median, 99th percentile and longest latency of an item that {compared.Item}, undisturbed and while {compared.Cause}: "
            + string.Join(", ", rows.Select(row => $"{row.Model} {row.Label}")) + ".",
        Panels = [new LatencyPanel(rows) { Palette = view.Palette() }],
        Legend =
        [
            new LegendEntry("median", ChartTheme.Muted, LatencyPanel.Median),
            new LegendEntry("99 % of the items", ChartTheme.Muted, LatencyPanel.P99),
            new LegendEntry("the slowest", ChartTheme.Muted, LatencyPanel.Slowest),
        ],
        Footnote =
        [
            $"Upper, pale line of a model: undisturbed. Lower line: {compared.Cause}; the latencies shown are those of the other items.",
            $"An item {compared.Item}; its latency counts from its scheduled start. At the right: what 99 % of the items did not exceed, undisturbed and disturbed.",
            rows.Any(row => row.IsRough) ? "~: too few rounds for an interval." : null,
        ],
    };
}

/// <summary>The latencies of models in two phases, a row each: names at the left, percentiles at the right, a logarithmic axis of milliseconds.</summary>
/// <param name="Rows">From top to bottom, at least one.</param>
internal sealed record LatencyPanel(IReadOnlyList<LatencyRow> Rows) : Panel(string.Empty)
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

    public override float Height => Top + Bottom + (Rows.Count * RowHeight);

    public override PanelAxis X => new(
        Minimum, Maximum, [.. Ticks.Select(tick => (Math.Log10(tick), tick.ToString("#,0.####", CultureInfo.InvariantCulture)))], "latency (ms, log scale)");

    public override PanelAxis Y => PanelAxis.Rows(Rows.Select(row => row.Model));

    /// <summary>The labelled latencies, ms, ascending.</summary>
    public IReadOnlyList<double> Ticks =>
    [
        .. from power in Enumerable.Range((int)Math.Floor(Minimum), (int)(Math.Ceiling(Maximum) - Math.Floor(Minimum)) + 1)
           from factor in TickFactors
           let tick = factor * Math.Pow(10, power)
           where Math.Log10(tick) >= Minimum && Math.Log10(tick) <= Maximum
           select tick,
    ];

    protected override PixelPadding Padding => new(
        TextMeasure.Widest(Rows.Select(row => row.Model), ChartTheme.Small) + 10, (TextMeasure.Widest(RowLabels, ChartTheme.Small) * 1.06f) + 14, Bottom, Top);

    protected override IReadOnlyList<string> RowLabels => [.. Rows.Select(row => row.Label)];

    private double Minimum => Math.Log10(Values.Min() / 1.15);

    private double Maximum => Math.Log10(Values.Max() * 1.15);

    private IEnumerable<double> Values => Rows.SelectMany(row => new[] { row.Undisturbed, row.Disturbed }).SelectMany(Marks).Select(mark => mark.Milliseconds);

    protected override void DrawData(Plot plot)
    {
        foreach (var (index, row) in Rows.Index())
        {
            var (middle, color) = (Rows.Count - 1 - index, Palette.ColorOf(row.Model));
            DrawPhase(plot, row.Undisturbed, middle + Offset, ChartTheme.Paper.MixedWith(color, 0.45));
            DrawPhase(plot, row.Disturbed, middle - Offset, color);
        }
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
}

/// <summary>A model's latencies in two phases, ns; each has a median, a 99th percentile and a maximum.</summary>
internal sealed record LatencyRow(string Model, PhaseResult Undisturbed, PhaseResult Disturbed)
{
    /// <summary>What is printed beside it, as "10.8 ms / 59.1 ms".</summary>
    public string Label => $"{Text(Undisturbed.P99Latency!)} / {Text(Disturbed.P99Latency!)}";

    /// <summary>Whether a figure of the label has no interval.</summary>
    public bool IsRough => Undisturbed.P99Latency!.Interval is null || Disturbed.P99Latency!.Interval is null;

    /// <summary>The rows of a comparison, in the order of the table: one for each model whose latencies were measured.</summary>
    public static IReadOnlyList<LatencyRow> Of(RunView view, ComparisonView comparison, LatencyComparison compared) =>
    [
        .. from model in view.Models
           where view.State(model, comparison) == CellState.Measured
           let result = view.Result(model, comparison)
           let undisturbed = result.Phase(compared.Undisturbed)
           let disturbed = result.Phase(compared.Disturbed)
           where IsWhole(undisturbed) && IsWhole(disturbed)
           select new LatencyRow(model, undisturbed, disturbed),
    ];

    private static bool IsWhole(PhaseResult? phase) => phase is { MedianLatency: not null, P99Latency: not null, MaximumLatency: not null };

    private static string Text(Figure figure) => figure.Interval is null ? Format.Rough(figure.Value, "ns") : Format.Value(figure.Value, "ns");
}
