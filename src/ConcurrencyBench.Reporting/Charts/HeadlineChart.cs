using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>CPU-bound and I/O-bound work side by side where both were measured: the picture that README shows.</summary>
internal sealed class HeadlineChart : Chart
{
    public override string Id => "headline";

    public override bool LeadsTheReport => true;

    /// <summary>What is plotted: at most two comparisons, of different kinds of work.</summary>
    public static IReadOnlyList<SpeedUpPanel> Panels(RunView view) =>
    [
        .. RunView.MainKinds.Select(kind => view.MainOf(kind).FirstOrDefault(view.HasSpeedUps))
            .OfType<ComparisonView>().Take(2).Select(comparison => SpeedUpPanel.Of(view, comparison)),
    ];

    public override ChartImage? Of(RunView view) =>
        SpeedUpGrid.Of("Speed-up of each concurrency model over sequential code", Panels(view));
}
