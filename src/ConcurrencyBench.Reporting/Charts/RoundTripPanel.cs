using ConcurrencyBench.Analysis.Results;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Round trips by the size of the message, a line for each model; both axes are logarithmic.</summary>
/// <param name="Lines">The models' lines; at least one.</param>
internal sealed record RoundTripPanel(IReadOnlyList<RoundTripLine> Lines)
{
    private const float Height = 380;

    /// <summary>What the models look like.</summary>
    public Palette Palette { get; init; } = Palette.Known;

    // A message of twice the size is that far to the right; marks of one size together take a twentieth of the axis at most.
    private double Dodge => Math.Min(0.008, 0.05 / Lines.Count) * Math.Max(1, X(Sizes[^1].Bytes) - X(Sizes[0].Bytes));

    private IReadOnlyList<(string Size, double Bytes)> Sizes { get; } =
        [.. Lines.SelectMany(line => line.Points).Select(point => (point.Size, point.Bytes)).Distinct().OrderBy(size => size.Bytes)];

    /// <summary>The powers of ten around everything that is to be seen, as exponents.</summary>
    private (int Low, int High) Decades
    {
        get
        {
            var seen = Lines.SelectMany(line => line.Points).SelectMany(point => Ends(point.Nanoseconds)).ToList();
            var low = (int)Math.Floor(seen.Min());
            return (low, Math.Max(low + 1, (int)Math.Ceiling(seen.Max())));
        }
    }

    /// <summary>Finds what a run measured.</summary>
    /// <param name="view">The run.</param>
    /// <returns>The panel; null when nothing was measured.</returns>
    public static RoundTripPanel? Of(RunView view)
    {
        var lines = from comparison in view.Planned
                    where comparison.Workload == RoundTripChart.Workload
                    from model in view.Models
                    where view.State(model, comparison) == CellState.Measured
                    let points = Points(view.Result(model, comparison)!)
                    where points.Count > 0
                    select new RoundTripLine(model, points);
        var distinct = lines.DistinctBy(line => line.Model).ToList();
        return distinct.Count == 0 ? null : new RoundTripPanel(distinct) { Palette = view.Palette };
    }

    /// <summary>Draws the panel.</summary>
    /// <returns>The panel; its plot belongs to the caller.</returns>
    public Panel Draw()
    {
        var panel = new Panel(string.Empty, ChartImage.Inner, Height);
        var plot = panel.Plot;
        plot.Layout.Fixed(new PixelPadding(64, 8, 44, 6));
        var (low, high) = Decades;
        var ticks = Enumerable.Range(low, high - low + 1).ToList();
        ticks.ForEach(tick => plot.Add.HorizontalLine(tick, 1, ChartTheme.Grid));
        foreach (var (_, bytes) in Sizes)
        {
            plot.Add.VerticalLine(X(bytes), 1, ChartTheme.Grid);
        }

        foreach (var (index, line) in Lines.Index())
        {
            var dodge = (index - ((Lines.Count - 1) / 2.0)) * Dodge;
            MarkedLine.Draw(plot, Palette, line.Model, [[.. line.Points.Select(point => At(point, dodge))]]);
        }

        var room = 0.08 * Math.Max(1, X(Sizes[^1].Bytes) - X(Sizes[0].Bytes));
        plot.Axes.SetLimits(X(Sizes[0].Bytes) - room, X(Sizes[^1].Bytes) + room, low, high);
        plot.Axes.Bottom.SetTicks([.. Sizes.Select(size => X(size.Bytes))], [.. Sizes.Select(size => MessageSizes.Label(size.Size))]);
        plot.Axes.Left.SetTicks([.. ticks.Select(tick => (double)tick)], [.. ticks.Select(tick => Format.Tick(Math.Pow(10, tick), "ns"))]);
        AxisLabel.Set(plot.Axes.Bottom, "size of the question, and of its answer");
        AxisLabel.Set(plot.Axes.Left, "time of a round trip");
        return panel;
    }

    private static IReadOnlyList<(string, double, Figure)> Points(CellResult result) =>
    [
        .. from phase in result.Phases
           let bytes = MessageSizes.Parse(phase.Name)
           where bytes is not null && phase.NanosecondsPerItem is { Value: > 0 and < double.PositiveInfinity }
           orderby bytes
           select (phase.Name, bytes.Value, phase.NanosecondsPerItem),
    ];

    private static MarkedPoint At((string Size, double Bytes, Figure Nanoseconds) point, double dodge) => new(
        X(point.Bytes) + dodge,
        Math.Log10(point.Nanoseconds.Value),
        point.Nanoseconds.Interval is { } lower ? Math.Log10(lower.Lower) : null,
        point.Nanoseconds.Interval is { } upper ? Math.Log10(upper.Upper) : null);

    private static IEnumerable<double> Ends(Figure figure)
    {
        yield return Math.Log10(figure.Value);
        if (figure.Interval is { } interval)
        {
            yield return Math.Log10(interval.Lower);
            yield return Math.Log10(interval.Upper);
        }
    }

    private static double X(double bytes) => Math.Log2(bytes);
}
