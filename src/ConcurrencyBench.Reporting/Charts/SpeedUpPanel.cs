using System.Globalization;
using ConcurrencyBench.Analysis.Results;
using ScottPlot;
using ScottPlot.Plottables;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>
/// The speed-ups of one comparison as horizontal bars: names at the left, values at the right, intervals drawn, the
/// noise band around 1 behind each, the ideal as a dashed line. Nothing is written over the data.
/// </summary>
/// <param name="Comparison">What is compared.</param>
/// <param name="Bars">From top to bottom.</param>
/// <param name="Ideal">What a model without any cost would reach; null when not known.</param>
internal sealed record SpeedUpPanel(Comparison Comparison, IReadOnlyList<SpeedUpBar> Bars, double? Ideal)
{
    private const float RowHeight = 24;
    private const float Top = 22;
    private const float Bottom = 42;

    /// <summary>What the models look like.</summary>
    public Palette Palette { get; init; } = Palette.Known;

    private AxisScale Scale { get; } = AxisScale.For(
    [
        IsIdealInSight(Bars, Ideal) ? Ideal!.Value : 1,
        .. Bars.Select(NoiseOf).OfType<double>().SelectMany(noise => new[] { noise, 1 / noise }),
        .. Bars.Select(bar => bar.SpeedUp).SelectMany(figure => figure is null ? [] : new[]
            { figure.Value, figure.Interval?.Lower ?? figure.Value, figure.Interval?.Upper ?? figure.Value }),
    ]);

    /// <summary>Whether the ideal is that all cores compute; else it is that all items in flight are served at once.</summary>
    public bool IsAllCores => Comparison.Kind == Abstractions.WorkloadKind.Cpu && Ideal < Comparison.Concurrency + 1e-9;

    public static SpeedUpPanel Of(RunView view, Comparison comparison)
    {
        var environment = view.Results.Run.Environment;
        return new SpeedUpPanel(comparison, SpeedUpBar.Of(view, comparison), comparison.Ideal(environment.UsableCores)) { Palette = view.Palette };
    }

    /// <summary>Whether a bar has a noise floor behind it.</summary>
    public bool HasNoise => Bars.Any(bar => NoiseOf(bar) is not null);

    /// <summary>Draws the panel.</summary>
    /// <param name="width">How wide, CSS pixels.</param>
    /// <returns>The panel; its plot belongs to the caller.</returns>
    public Panel Draw(float width)
    {
        var panel = new Panel(Comparison.Heading, width, Top + Bottom + (Bars.Count * RowHeight));
        var plot = panel.Plot;
        var left = TextMeasure.Widest(Bars.Select(bar => bar.Model), ChartTheme.Small) + 10;
        var right = TextMeasure.Widest(Bars.Select(bar => bar.Label), ChartTheme.Small) + 12;
        plot.Layout.Fixed(new PixelPadding(left, right, Bottom, Top));
        DrawReferences(plot);
        DrawBars(plot);
        DrawAxes(plot);
        DrawIdealLabel(plot, width - left - right, right);
        return panel;
    }

    // An ideal far beyond every bar would press them all flat: then it is only named.
    private static bool IsIdealInSight(IReadOnlyList<SpeedUpBar> bars, double? ideal) =>
        ideal is { } value && bars.Any(bar => bar.SpeedUp?.Value >= value / 4);

    // Each bar has the floor that it was held against: that of models on one core is narrower.
    private static double? NoiseOf(SpeedUpBar bar) => bar.SpeedUp?.NoiseFloor?.Ratio is { } noise && double.IsFinite(noise) ? noise : null;

    private void DrawReferences(Plot plot)
    {
        foreach (var tick in Scale.Ticks)
        {
            plot.Add.VerticalLine(Scale.Position(tick), 1, ChartTheme.Grid);
        }

        foreach (var (row, bar) in Bars.Index())
        {
            if (NoiseOf(bar) is { } noise)
            {
                var band = plot.Add.Rectangle(Scale.Position(1 / noise), Scale.Position(noise), PositionOf(row) - 0.5, PositionOf(row) + 0.5);
                band.FillColor = ChartTheme.Noise;
                band.LineWidth = 0;
            }
        }

        plot.Add.VerticalLine(Scale.Position(1), 1.2f, ChartTheme.Reference);
        if (IsIdealInSight(Bars, Ideal))
        {
            var x = Scale.Position(Ideal!.Value);
            plot.PlottableList.Add(new DashedLine([new Coordinates(x, Bars.Count - 0.5), new Coordinates(x, -0.5)]));
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

    private void DrawAxes(Plot plot)
    {
        double[] rows = [.. Bars.Select((_, row) => PositionOf(row))];
        plot.Axes.SetLimits(Scale.Minimum, Scale.Maximum, -0.5, Bars.Count - 0.5);
        plot.Axes.SetLimitsY(-0.5, Bars.Count - 0.5, plot.Axes.Right);
        plot.Axes.SetLimitsX(Scale.Minimum, Scale.Maximum, plot.Axes.Top);
        plot.Axes.Left.SetTicks(rows, [.. Bars.Select(bar => bar.Model)]);
        plot.Axes.Right.SetTicks(rows, [.. Bars.Select(bar => bar.Label)]);
        plot.Axes.Right.TickLabelStyle.Bold = true;
        plot.Axes.Bottom.SetTicks([.. Scale.Ticks.Select(Scale.Position)], [.. Scale.Labels]);
        plot.Axes.Bottom.TickLabelStyle.ForeColor = ChartTheme.Muted;
        AxisLabel.Set(plot.Axes.Bottom, Scale.IsLogarithmic ? "speed-up over sequential (×, log scale)" : "speed-up over sequential (×)");
    }

    // Centred above its line, but never beyond the panel.
    private void DrawIdealLabel(Plot plot, float dataWidth, float right)
    {
        if (Ideal is not { } ideal)
        {
            // An axis that is given no ticks makes its own.
            plot.Axes.Top.SetTicks([], []);
            return;
        }

        var text = $"{ideal.ToString("0.##", CultureInfo.InvariantCulture)}×: {(IsAllCores ? "all cores busy" : "all in flight at once")}"
            + (IsIdealInSight(Bars, Ideal) ? string.Empty : ", off the scale");
        var overhang = Math.Max(0, (TextMeasure.Width(text, ChartTheme.Small) / 2) - right);
        var rightmost = Scale.Maximum - (overhang / dataWidth * (Scale.Maximum - Scale.Minimum));
        plot.Axes.Top.SetTicks([Math.Min(Scale.Position(ideal), rightmost)], [text]);
        plot.Axes.Top.TickLabelStyle.ForeColor = ChartTheme.Muted;
    }

    private double PositionOf(int row) => Bars.Count - 1 - row;
}
