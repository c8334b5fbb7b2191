using ConcurrencyBench.Reporting.Tables;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>How speed-ups grow with concurrency, a panel for each workload measured at more than one.</summary>
internal sealed class ScalingChart : Chart
{
    /// <inheritdoc/>
    public override string Id => "scaling";

    /// <summary>What is plotted.</summary>
    public static IReadOnlyList<ScalingPanel> Panels(RunView view) =>
    [
        .. from workload in view.Comparisons.Select(comparison => comparison.Workload).Distinct()
           let panel = ScalingPanel.Of(view, workload)
           where panel.Lines.Any(line => line.Points.Count > 1)
           select panel,
    ];

    /// <inheritdoc/>
    public override ChartImage? Draw(ReportInput input)
    {
        var view = new RunView(input);
        var panels = Panels(view);
        if (panels.Count == 0)
        {
            return null;
        }

        return new ChartImage
        {
            Title = "Speed-up over the number of items in flight",
            Subtitle = ReportText.Machine(view.Results.Run),
            Description = "Speed-up over sequential by items in flight, for " + string.Join(", ", panels.Select(panel => panel.Workload)) + ".",
            Panels = [.. panels.Select(panel => panel.Draw(panels.Count == 1 ? ChartImage.Inner : ChartImage.Half))],
            Legend = Legend(view.Palette, panels),
            Footnote = Footnote(panels),
        };
    }

    private static string Footnote(IReadOnlyList<ScalingPanel> panels)
    {
        string[] sentences =
        [
            "Both axes are logarithmic. Marks of the same number in flight stand side by side to be seen.",
            .. panels.Any(panel => panel.Figures.Any(figure => figure.Interval is not null)) ? ["Whiskers: 95 % intervals."] : Array.Empty<string>(),
            .. panels.Any(panel => panel.Figures.Any(figure => figure.Interval is null))
                ? ["Hollow marks: too few rounds for an interval."] : Array.Empty<string>(),
            .. panels.Any(panel => panel.HasGaps) ? ["A line is broken where a model has no figure."] : Array.Empty<string>(),
            .. panels.Any(panel => panel.Ideal.Count > 1)
                ? ["Dashed: what a model without any cost would reach, as many times as there are cores or waits in flight."] : Array.Empty<string>(),
        ];
        return string.Join(' ', sentences);
    }

    private static List<LegendEntry> Legend(Palette palette, IReadOnlyList<ScalingPanel> panels)
    {
        var models = panels.SelectMany(panel => panel.Lines).Select(line => line.Model).Distinct();
        var entries = models.Select(model => new LegendEntry(model, palette.ColorOf(model), palette.ShapeOf(model))).ToList();
        return panels.Any(panel => panel.Ideal.Count > 1) ? [.. entries, new LegendEntry("all cores busy, or all in flight at once", ChartTheme.Text, MarkerShape.None)] : entries;
    }
}
