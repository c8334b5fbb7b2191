using System.Globalization;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A workload's speed-ups over concurrency, a line for each model.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Heading">The workload and its kind.</param>
/// <param name="Concurrencies">What was planned, ascending.</param>
/// <param name="Lines">The models' lines.</param>
/// <param name="Ideal">What a model without any cost would reach; empty when not known.</param>
internal sealed record ScalingPanel(
    string Workload, string Heading, IReadOnlyList<int> Concurrencies, IReadOnlyList<ScalingLine> Lines, IReadOnlyList<(int Concurrency, double SpeedUp)> Ideal)
{
    private const float Height = 250;

    /// <summary>What the models look like.</summary>
    public Palette Palette { get; init; } = Palette.Known;

    private AxisScale Scale { get; } = AxisScale.Logarithmic(
    [
        .. Ideal.Select(point => point.SpeedUp),
        .. Lines.SelectMany(line => line.Points).SelectMany(point => new[]
            { point.SpeedUp.Value, point.SpeedUp.Interval?.Lower ?? point.SpeedUp.Value, point.SpeedUp.Interval?.Upper ?? point.SpeedUp.Value }),
    ]);

    /// <summary>The figures of all lines.</summary>
    public IEnumerable<Analysis.Results.Figure> Figures => Lines.SelectMany(line => line.Points).Select(point => point.SpeedUp);

    /// <summary>Whether a line has a gap, because a concurrency between two others has no figure.</summary>
    public bool HasGaps => Lines.Any(line => line.Runs(Concurrencies).Count > 1);

    public static ScalingPanel Of(RunView view, string workload)
    {
        var comparisons = view.Comparisons.Where(comparison => comparison.Workload == workload).OrderBy(comparison => comparison.Concurrency).ToList();
        var lines = from model in view.Models
                    where model != RunView.Baseline
                    let points = Points(view, model, comparisons)
                    where points.Count > 0
                    select new ScalingLine(model, points);
        var ideal = from comparison in comparisons
                    let value = comparison.Ideal(view.Results.Run.Environment.UsableCores)
                    where value is not null
                    select (comparison.Concurrency, value.Value);
        var kind = comparisons[0].KindText;
        return new ScalingPanel(
            workload,
            kind.Length > 0 ? $"{kind}: {workload}" : workload,
            [.. comparisons.Select(comparison => comparison.Concurrency).Distinct()],
            [.. lines],
            [.. ideal])
        {
            Palette = view.Palette,
        };
    }

    /// <summary>Draws the panel.</summary>
    /// <param name="width">How wide, CSS pixels.</param>
    /// <returns>The panel; its plot belongs to the caller.</returns>
    public Panel Draw(float width)
    {
        var panel = new Panel(Heading, width, Height);
        var plot = panel.Plot;
        plot.Layout.Fixed(new PixelPadding(56, 8, 44, 6));
        DrawGrid(plot);
        if (Ideal.Count > 1)
        {
            plot.PlottableList.Add(new DashedLine(
                [.. Ideal.Select(point => new Coordinates(X(point.Concurrency), Scale.Position(point.SpeedUp)))]));
        }

        foreach (var (index, line) in Lines.Index())
        {
            var dodge = (index - ((Lines.Count - 1) / 2.0)) * Dodge;
            MarkedLine.Draw(plot, Palette, line.Model, [.. line.Runs(Concurrencies).Select(run => run.Select(point => At(point, dodge)).ToList())]);
        }

        DrawAxes(plot);
        return panel;
    }

    // Marks of one concurrency side by side, together a twentieth of the axis at most.
    private double Dodge => Math.Min(0.01, 0.05 / Math.Max(1, Lines.Count)) * (X(Concurrencies[^1]) - X(Concurrencies[0]));

    private static IReadOnlyList<(int, Analysis.Results.Figure)> Points(RunView view, string model, IEnumerable<Comparison> comparisons) =>
    [
        .. from comparison in comparisons
           where view.State(model, comparison) == CellState.Measured
           let speedUp = view.Result(model, comparison)!.SpeedUp
           where speedUp is { Value: > 0 } && double.IsFinite(speedUp.Value)
           select (comparison.Concurrency, speedUp),
    ];

    private static double X(int concurrency) => Math.Log2(concurrency);

    private void DrawGrid(Plot plot)
    {
        foreach (var concurrency in Concurrencies)
        {
            plot.Add.VerticalLine(X(concurrency), 1, ChartTheme.Grid);
        }

        foreach (var tick in Scale.Ticks)
        {
            plot.Add.HorizontalLine(Scale.Position(tick), 1, tick == 1 ? ChartTheme.Reference : ChartTheme.Grid);
        }
    }

    private MarkedPoint At((int Concurrency, Analysis.Results.Figure SpeedUp) point, double dodge) => new(
        X(point.Concurrency) + dodge,
        Scale.Position(point.SpeedUp.Value),
        point.SpeedUp.Interval is { } lower ? Scale.Position(lower.Lower) : null,
        point.SpeedUp.Interval is { } upper ? Scale.Position(upper.Upper) : null);

    private void DrawAxes(Plot plot)
    {
        var room = 0.08 * Math.Max(1, X(Concurrencies[^1]) - X(Concurrencies[0]));
        plot.Axes.SetLimits(X(Concurrencies[0]) - room, X(Concurrencies[^1]) + room, Scale.Minimum, Scale.Maximum);
        plot.Axes.Bottom.SetTicks(
            [.. Concurrencies.Select(X)], [.. Concurrencies.Select(concurrency => concurrency.ToString("#,0", CultureInfo.InvariantCulture))]);
        plot.Axes.Left.SetTicks([.. Scale.Ticks.Select(Scale.Position)], [.. Scale.Labels]);
        AxisLabel.Set(plot.Axes.Bottom, "items in flight");
        AxisLabel.Set(plot.Axes.Left, "speed-up over sequential (×)");
    }
}
