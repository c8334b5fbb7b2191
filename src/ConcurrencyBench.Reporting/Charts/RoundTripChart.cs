using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>What a round trip between two workers takes, by the size of the message: for runs with a workload that has message sizes.</summary>
internal sealed class RoundTripChart : Chart
{
    public override string Id => "round-trip";

    public override ChartImage? Of(RunView view) => RoundTripPanel.All(view) is not [var first, ..] panels ? null : new ChartImage
    {
        Title = "Round trip between two workers by message size",
        Description = "Time of a round trip. " + string.Join(" ", panels.Select(Describe)),
        Panels = panels,
        Legend = [.. panels.SelectMany(panel => panel.Lines).Select(line => line.Model).Distinct().Select(first.Palette.Entry)],
        Footnote = Footnote([.. panels.SelectMany(panel => panel.Lines)]),
    };

    private static string Describe(RoundTripPanel panel) => $"{(panel.Heading.Length > 0 ? $"{panel.Heading}. " : string.Empty)}{string.Join(" ", panel.Lines.Select(Describe))}";

    private static string Describe(RoundTripLine line) =>
        $"{line.Model}: {string.Join(", ", line.Points.Select(point => $"{point.Size} {(point.Nanoseconds.Modes is null ? Format.Value(point.Nanoseconds.Value, "ns") : Format.Figure(point.Nanoseconds, "ns"))}"))}.";

    private static IReadOnlyList<string?> Footnote(IReadOnlyList<RoundTripLine> lines)
    {
        var figures = lines.SelectMany(line => line.Points).Select(point => point.Nanoseconds).ToList();
        return
        [
            "Both axes are logarithmic: lower is better. Marks of the same size stand side by side to be seen.",
            "Every payload is stamped by its sender and digested where it arrives.",
            lines.Any(line => line.Model == RunView.Baseline)
                ? $"{RunView.Baseline}: the same work by plain calls, so what is above it is communicating." : null,
            figures.Any(figure => figure.Interval is not null) ? "Whiskers: 95 % intervals." : null,
            figures.Any(figure => figure.Modes is not null) ? "Of two modes the mark is the more frequent one, and the whisker reaches to the other." : null,
            figures.Any(figure => figure.Interval is null) ? "Hollow marks: too few rounds for an interval." : null,
        ];
    }
}

/// <summary>Round trips by the size of the message, a line for each model; both axes are logarithmic.</summary>
/// <param name="Lines">The models' lines; at least one.</param>
internal sealed record RoundTripPanel(IReadOnlyList<RoundTripLine> Lines) : Panel(string.Empty)
{
    public override float Height => 380;

    public override PanelAxis X => PanelAxis.Around([.. Sizes.Select(size => (Across(size.Bytes), size.Size))], "size of the question, and of its answer");

    public override PanelAxis Y => PanelAxis.Decades(Decades.Low, Decades.High, power => Format.Tick(power, "ns"), "time of a round trip");

    private IReadOnlyList<(string Size, double Bytes)> Sizes { get; } =
        [.. Lines.SelectMany(line => line.Points).Select(point => (point.Size, point.Bytes)).Distinct().OrderBy(size => size.Bytes)];

    // A message of twice the size is that far to the right; marks of one size together take a twentieth of the axis at most.
    private double Dodge => Math.Min(0.008, 0.05 / Lines.Count) * Math.Max(1, Across(Sizes[^1].Bytes) - Across(Sizes[0].Bytes));

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
    /// <returns>A panel for each comparison, as for each number of cores, in the plan's order; empty when nothing was measured.</returns>
    public static IReadOnlyList<RoundTripPanel> All(RunView view)
    {
        var measured = (from comparison in view.Planned
                        where view.Workload(comparison.Workload) is IHasMessageSizes
                        let lines = RoundTripLine.Of(view, comparison)
                        where lines.Count > 0
                        select (comparison.Series, Lines: lines)).ToList();
        return [.. measured.Select(comparison => new RoundTripPanel(comparison.Lines) { Heading = measured.Count > 1 ? comparison.Series : string.Empty, Palette = view.Palette() })];
    }

    protected override void DrawData(Plot plot)
    {
        foreach (var (index, line) in Lines.Index())
        {
            var dodge = (index - ((Lines.Count - 1) / 2.0)) * Dodge;
            MarkedLine.Draw(plot, Palette, line.Model, [[.. line.Points.Select(point => At(point, dodge))]]);
        }
    }

    private static MarkedPoint At((string Size, double Bytes, Figure Nanoseconds) point, double dodge)
    {
        var (place, range) = Shown(point.Nanoseconds);
        return new MarkedPoint(
            Across(point.Bytes) + dodge, Math.Log10(place), range is { } lower ? Math.Log10(lower.Lower) : null, range is { } upper ? Math.Log10(upper.Upper) : null);
    }

    private static IEnumerable<double> Ends(Figure figure)
    {
        var (place, range) = Shown(figure);
        return (range is { } ends ? new[] { place, ends.Lower, ends.Upper } : [place]).Select(Math.Log10);
    }

    /// <summary>Where the mark of a figure stands, and from where to where its whiskers reach.</summary>
    private static (double Place, Interval? Range) Shown(Figure figure) => figure.Modes is { } modes
        ? (modes.MaxBy(mode => mode.Share)!.Value, new Interval(modes[0].Value, modes[^1].Value))
        : (figure.Value, figure.Interval);

    private static double Across(double bytes) => Math.Log2(bytes);
}

/// <summary>A model's round trips over the size of the message.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Points">The sizes, ascending, each with the nanoseconds of a round trip.</param>
internal sealed record RoundTripLine(string Model, IReadOnlyList<(string Size, double Bytes, Figure Nanoseconds)> Points)
{
    /// <summary>The lines of a comparison, in the order of the table: one for each model whose round trips were measured.</summary>
    public static IReadOnlyList<RoundTripLine> Of(RunView view, ComparisonView comparison) =>
    [
        .. from model in view.Models
           where view.State(model, comparison) == CellState.Measured
           let points = PointsOf(view.Result(model, comparison)!)
           where points.Count > 0
           select new RoundTripLine(model, points),
    ];

    private static IReadOnlyList<(string, double, Figure)> PointsOf(CellResult result) =>
    [
        .. from phase in result.Phases
           where phase is { Size: > 0, NanosecondsPerItem.Value: > 0 and < double.PositiveInfinity }
           orderby phase.Size
           select (phase.Label, (double)phase.Size!, phase.NanosecondsPerItem),
    ];
}
