using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>The speed-up of every model, a panel for each workload.</summary>
internal sealed class SpeedUpChart : Chart
{
    /// <inheritdoc/>
    public override string Id => "speedup";

    /// <summary>What is plotted.</summary>
    public static IReadOnlyList<SpeedUpPanel> Panels(RunView view) =>
    [
        .. view.Comparisons.Select(comparison => comparison.Workload).Distinct().Select(view.Main)
            .OfType<Comparison>().Select(comparison => SpeedUpPanel.Of(view, comparison)),
    ];

    /// <inheritdoc/>
    public override ChartImage? Draw(ReportInput input)
    {
        var view = new RunView(input);
        var panels = Panels(view);
        return panels.Count == 0 ? null : new ChartImage
        {
            Title = "Speed-up by model, for each workload",
            Subtitle = ReportText.Machine(view.Results.Run),
            Description = SpeedUpGrid.Describe(panels),
            Panels = SpeedUpGrid.Arrange(panels),
            Footnote = SpeedUpGrid.Footnote(panels),
        };
    }
}
