using System.Globalization;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;
using Figure = ConcurrencyBench.Analysis.Results.Figure;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>How speed-ups grow with concurrency, a panel for each workload measured at more than one.</summary>
internal sealed class ScalingChart : Chart
{
    public override string Id => "scaling";

    /// <summary>What is plotted.</summary>
    public static IReadOnlyList<ScalingPanel> Panels(RunView view) =>
    [
        .. from series in view.Series
           let panel = ScalingPanel.Of(view, series)
           where panel.Lines.Any(line => line.Points.Count > 1)
           select panel,
    ];

    public override ChartImage? Of(RunView view) => Panels(view) is not { Count: > 0 } panels ? null : new ChartImage
    {
        Title = "Speed-up over the number of items in flight",
        Description = "Speed-up over sequential by items in flight, for " + string.Join(", ", panels.Select(panel => panel.Series)) + ".",
        Panels = ChartImage.Pairs(panels),
        Legend = [.. Legend(panels)],
        Footnote =
        [
            "Both axes are logarithmic. Marks of the same number in flight stand side by side to be seen.",
            panels.Any(panel => panel.Figures.Any(figure => figure.Interval is not null)) ? "Whiskers: 95 % intervals." : null,
            panels.Any(panel => panel.Figures.Any(figure => figure.Interval is null)) ? "Hollow marks: too few rounds for an interval." : null,
            panels.Any(panel => panel.HasGaps) ? "A line is broken where a model has no figure." : null,
            panels.Any(panel => panel.Ideal.Count > 1)
                ? "Dashed: what a model without any cost would reach, as many times as there are cores or waits in flight." : null,
        ],
    };

    private static IEnumerable<LegendEntry> Legend(IReadOnlyList<ScalingPanel> panels)
    {
        var entries = panels.SelectMany(panel => panel.Lines).Select(line => line.Model).Distinct().Select(panels[0].Palette.Entry);
        return panels.Any(panel => panel.Ideal.Count > 1) ? entries.Append(new LegendEntry("all cores busy, or all in flight at once", ChartTheme.Text, MarkerShape.None)) : entries;
    }
}

/// <summary>The speed-ups of a series over concurrency, a line for each model.</summary>
/// <param name="Series">The workload and its other parameters.</param>
/// <param name="Heading">The series and its kind.</param>
/// <param name="Concurrencies">What was planned, ascending.</param>
/// <param name="Lines">The models' lines.</param>
/// <param name="Ideal">What a model without any cost would reach; empty when not known.</param>
internal sealed record ScalingPanel(
    string Series, string Heading, IReadOnlyList<int> Concurrencies, IReadOnlyList<ScalingLine> Lines, IReadOnlyList<(int Concurrency, double SpeedUp)> Ideal)
    : Panel(Heading)
{
    public override float Height => 250;

    public override PanelAxis X => PanelAxis.Around(
        [.. Concurrencies.Select(concurrency => (Across(concurrency), concurrency.ToString("#,0", CultureInfo.InvariantCulture)))], "items in flight");

    public override PanelAxis Y => PanelAxis.Of(Scale, "speed-up over sequential (×)") with { Reference = Scale.Position(1) };

    /// <summary>The figures of all lines.</summary>
    public IEnumerable<Figure> Figures => Lines.SelectMany(line => line.Points).Select(point => point.SpeedUp);

    /// <summary>Whether a line has a gap, because a concurrency between two others has no figure.</summary>
    public bool HasGaps => Lines.Any(line => line.Runs(Concurrencies).Count > 1);

    protected override PixelPadding Padding => new(56, 8, 44, 6);

    private AxisScale Scale { get; } = AxisScale.Logarithmic(
    [
        .. Ideal.Select(point => point.SpeedUp),
        .. Lines.SelectMany(line => line.Points).SelectMany(point => new[]
            { point.SpeedUp.Value, point.SpeedUp.Interval?.Lower ?? point.SpeedUp.Value, point.SpeedUp.Interval?.Upper ?? point.SpeedUp.Value }),
    ]);

    // Marks of one concurrency side by side, together a twentieth of the axis at most.
    private double Dodge => Math.Min(0.01, 0.05 / Math.Max(1, Lines.Count)) * (Across(Concurrencies[^1]) - Across(Concurrencies[0]));

    public static ScalingPanel Of(RunView view, string series)
    {
        var comparisons = view.Comparisons.Where(comparison => comparison.Series == series).OrderBy(comparison => comparison.Concurrency).ToList();
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
            series,
            kind.Length > 0 ? $"{kind}: {series}" : series,
            [.. comparisons.Select(comparison => comparison.Concurrency).Distinct()],
            [.. lines],
            [.. ideal])
        {
            Palette = view.Palette(),
        };
    }

    protected override void DrawData(Plot plot)
    {
        if (Ideal.Count > 1)
        {
            plot.PlottableList.Add(new DashedLine(
                [.. Ideal.Select(point => new Coordinates(Across(point.Concurrency), Scale.Position(point.SpeedUp)))]));
        }

        foreach (var (index, line) in Lines.Index())
        {
            var dodge = (index - ((Lines.Count - 1) / 2.0)) * Dodge;
            MarkedLine.Draw(plot, Palette, line.Model, [.. line.Runs(Concurrencies).Select(run => run.Select(point => At(point, dodge)).ToList())]);
        }
    }

    private static IReadOnlyList<(int, Figure)> Points(RunView view, string model, IEnumerable<ComparisonView> comparisons) =>
    [
        .. from comparison in comparisons
           where view.State(model, comparison) == CellState.Measured
           let speedUp = view.Result(model, comparison)!.SpeedUp
           where speedUp is { Value: > 0 } && double.IsFinite(speedUp.Value)
           select (comparison.Concurrency, speedUp),
    ];

    private static double Across(int concurrency) => Math.Log2(concurrency);

    private MarkedPoint At((int Concurrency, Figure SpeedUp) point, double dodge) => new(
        Across(point.Concurrency) + dodge,
        Scale.Position(point.SpeedUp.Value),
        point.SpeedUp.Interval is { } lower ? Scale.Position(lower.Lower) : null,
        point.SpeedUp.Interval is { } upper ? Scale.Position(upper.Upper) : null);
}

/// <summary>A model's speed-ups over concurrency.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Points">The points, by ascending concurrency.</param>
internal sealed record ScalingLine(string Model, IReadOnlyList<(int Concurrency, Figure SpeedUp)> Points)
{
    /// <summary>The points that stand at neighbouring concurrencies, run by run: nothing is drawn over a gap.</summary>
    /// <param name="concurrencies">All that were planned, ascending.</param>
    /// <returns>The runs, each with at least one point.</returns>
    public IReadOnlyList<IReadOnlyList<(int Concurrency, Figure SpeedUp)>> Runs(IReadOnlyList<int> concurrencies)
    {
        var runs = new List<List<(int, Figure)>>();
        var places = concurrencies.Index().ToDictionary(item => item.Item, item => item.Index);
        var last = int.MinValue;
        foreach (var point in Points)
        {
            var place = places[point.Concurrency];
            if (place != last + 1)
            {
                runs.Add([]);
            }

            runs[^1].Add(point);
            last = place;
        }

        return runs;
    }
}
