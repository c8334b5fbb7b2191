using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>The speed-up of every model, a panel for each workload.</summary>
internal sealed class SpeedUpChart : Chart
{
    public override string Id => "speedup";

    /// <summary>What is plotted.</summary>
    public static IReadOnlyList<SpeedUpPanel> Panels(RunView view) =>
    [
        .. view.Series.Select(view.Main).OfType<ComparisonView>().Select(comparison => SpeedUpPanel.Of(view, comparison)),
    ];

    public override ChartImage? Of(RunView view) => SpeedUpGrid.Of("Speed-up by model, for each workload", Panels(view));
}
