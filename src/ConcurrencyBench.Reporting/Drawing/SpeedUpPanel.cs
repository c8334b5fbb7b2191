using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;
using ScottPlot.Plottables;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>
/// The speed-ups of one comparison as horizontal bars: names at the left, values at the right, intervals drawn, the
/// noise band around 1 behind each, the ideal as a dashed line. Nothing is written over the data.
/// </summary>
/// <param name="Comparison">What is compared.</param>
/// <param name="Bars">From top to bottom.</param>
/// <param name="Ideal">What a model without any cost would reach; null when not known.</param>
internal sealed record SpeedUpPanel(ComparisonView Comparison, IReadOnlyList<SpeedUpBar> Bars, double? Ideal) : Panel(Comparison.Heading)
{
    private const float RowHeight = 24;
    private const float Top = 22;
    private const float Bottom = 42;

    /// <summary>Whether the ideal is that all cores compute; else it is that all items in flight are served at once.</summary>
    public bool IsAllCores => Comparison.Kind == Abstractions.WorkloadKind.Cpu && Ideal < Comparison.Concurrency + 1e-9;

    /// <summary>Whether a bar has a noise floor behind it.</summary>
    public bool HasNoise => Bars.Any(bar => NoiseOf(bar) is not null);

    public override float Height => Top + Bottom + (Bars.Count * RowHeight);

    public override PanelAxis X => PanelAxis.Of(Scale, Scale.IsLogarithmic ? "speed-up over sequential (×, log scale)" : "speed-up over sequential (×)");

    public override PanelAxis Y => PanelAxis.Rows(Bars.Select(bar => bar.Model));

    protected override PixelPadding Padding => new(
        TextMeasure.Widest(Bars.Select(bar => bar.Model), ChartTheme.Small) + 10, TextMeasure.Widest(RowLabels, ChartTheme.Small) + 12, Bottom, Top);

    protected override IReadOnlyList<string> RowLabels => [.. Bars.Select(bar => bar.Label)];

    private AxisScale Scale { get; } = AxisScale.For(
    [
        IsIdealInSight(Bars, Ideal) ? Ideal!.Value : 1,
        .. Bars.Select(NoiseOf).OfType<double>().SelectMany(noise => new[] { noise, 1 / noise }),
        .. Bars.Select(bar => bar.SpeedUp).SelectMany(figure => figure is null ? [] : new[]
            { figure.Value, figure.Interval?.Lower ?? figure.Value, figure.Interval?.Upper ?? figure.Value }),
    ]);

    public static SpeedUpPanel Of(RunView view, ComparisonView comparison) =>
        new(comparison, SpeedUpBar.Of(view, comparison), comparison.Ideal(view.Results.Run.Environment.UsableCores)) { Palette = view.Palette() };

    protected override void DrawData(Plot plot)
    {
        DrawNoise(plot);
        plot.Add.VerticalLine(Scale.Position(1), 1.2f, ChartTheme.Reference);
        if (IsIdealInSight(Bars, Ideal))
        {
            var x = Scale.Position(Ideal!.Value);
            plot.PlottableList.Add(new DashedLine([new Coordinates(x, Bars.Count - 0.5), new Coordinates(x, -0.5)]));
        }

        DrawBars(plot);
        DrawIdealLabel(plot);
    }

    // An ideal far beyond every bar would press them all flat: then it is only named.
    private static bool IsIdealInSight(IReadOnlyList<SpeedUpBar> bars, double? ideal) =>
        ideal is { } value && bars.Any(bar => bar.SpeedUp?.Value >= value / 4);

    // Each bar has the floor that it was held against: that of models on one core is narrower.
    private static double? NoiseOf(SpeedUpBar bar) => bar.SpeedUp?.NoiseFloor?.Ratio is { } noise && double.IsFinite(noise) ? noise : null;

    private void DrawNoise(Plot plot)
    {
        foreach (var (row, bar) in Bars.Index())
        {
            if (NoiseOf(bar) is { } noise)
            {
                var band = plot.Add.Rectangle(Scale.Position(1 / noise), Scale.Position(noise), PositionOf(row) - 0.5, PositionOf(row) + 0.5);
                band.FillColor = ChartTheme.Noise;
                band.LineWidth = 0;
            }
        }
    }

    private void DrawBars(Plot plot)
    {
        foreach (var (row, bar) in Bars.Index().Where(item => item.Item.SpeedUp is not null))
        {
            var figure = bar.SpeedUp!;
            var drawn = plot.Add.Bar(new Bar
            {
                Position = PositionOf(row),
                Value = Scale.Position(figure.Value),
                ValueBase = Scale.IsLogarithmic ? 0 : Scale.Minimum,
                Size = 0.66,
                FillColor = bar.IsRough ? ChartTheme.Paper.MixedWith(Palette.ColorOf(bar.Model), 0.3) : Palette.ColorOf(bar.Model),
                LineColor = Palette.ColorOf(bar.Model),
                LineWidth = bar.IsRough ? 1.2f : 0,
                Orientation = Orientation.Horizontal,
            });
            drawn.Axes.YAxis = plot.Axes.Left;
            if (figure.Interval is not null)
            {
                // The light one below keeps the dark one visible on a dark bar.
                DrawWhisker(plot, row, figure, new LineStyle(3.4f, ChartTheme.Paper.WithAlpha(0.75)));
                DrawWhisker(plot, row, figure, new LineStyle(1.4f, ChartTheme.Text));
            }
        }
    }

    private void DrawWhisker(Plot plot, int row, Figure figure, LineStyle style)
    {
        var (value, interval) = (Scale.Position(figure.Value), figure.Interval!);
        plot.PlottableList.Add(new ErrorBar(
            [value], [PositionOf(row)], [Scale.Position(interval.Upper) - value], [value - Scale.Position(interval.Lower)], null, null)
        {
            LineStyle = style,
            CapSize = 4,
        });
    }

    // Centred above its line, but never beyond the panel.
    private void DrawIdealLabel(Plot plot)
    {
        plot.Axes.SetLimitsX(Scale.Minimum, Scale.Maximum, plot.Axes.Top);
        if (Ideal is not { } ideal)
        {
            // An axis that is given no ticks makes its own.
            plot.Axes.Top.SetTicks([], []);
            return;
        }

        var text = $"{ideal.ToString("0.##", CultureInfo.InvariantCulture)}×: {(IsAllCores ? "all cores busy" : "all in flight at once")}"
            + (IsIdealInSight(Bars, Ideal) ? string.Empty : ", off the scale");
        var overhang = Math.Max(0, (TextMeasure.Width(text, ChartTheme.Small) / 2) - Padding.Right);
        var rightmost = Scale.Maximum - (overhang / (Width - Padding.Left - Padding.Right) * (Scale.Maximum - Scale.Minimum));
        plot.Axes.Top.SetTicks([Math.Min(Scale.Position(ideal), rightmost)], [text]);
        plot.Axes.Top.TickLabelStyle.ForeColor = ChartTheme.Muted;
    }

    private double PositionOf(int row) => Bars.Count - 1 - row;
}
