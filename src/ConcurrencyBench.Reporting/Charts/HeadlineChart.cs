using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>CPU-bound and I/O-bound work side by side where both were measured: the picture that README shows.</summary>
internal sealed class HeadlineChart : Chart
{
    /// <inheritdoc/>
    public override string Id => "headline";

    /// <summary>What is plotted: at most two comparisons, of different kinds of work.</summary>
    public static IReadOnlyList<SpeedUpPanel> Panels(RunView view) =>
    [
        .. RunView.MainKinds.Select(kind => view.MainOf(kind).FirstOrDefault(view.HasSpeedUps))
            .OfType<Comparison>().Take(2).Select(comparison => SpeedUpPanel.Of(view, comparison)),
    ];

    /// <inheritdoc/>
    public override ChartImage? Draw(ReportInput input)
    {
        var view = new RunView(input);
        var panels = Panels(view);
        return panels.Count == 0 ? null : new ChartImage
        {
            Title = "Speed-up of each concurrency model over sequential code",
            Subtitle = ReportText.Machine(view.Results.Run),
            Description = SpeedUpGrid.Describe(panels),
            Panels = SpeedUpGrid.Arrange(panels),
            Footnote = SpeedUpGrid.Footnote(panels),
        };
    }
}
