using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Tables;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A kind of chart: one file in this folder, found by the scan; needs a parameterless constructor.</summary>
internal abstract class Chart
{
    /// <summary>The charts there are: the one that leads the report, then the others by name.</summary>
    public static IReadOnlyList<Chart> All { get; } =
        [.. Scan.Of<Chart>().OrderByDescending(chart => chart.LeadsTheReport).ThenBy(chart => chart.Id, StringComparer.Ordinal)];

    /// <summary>The public name, kebab-case; never changes.</summary>
    public abstract string Id { get; }

    /// <summary>Whether a page shows it first, above the tables.</summary>
    public virtual bool LeadsTheReport => false;

    /// <summary>What it shows of a run. Nothing is drawn.</summary>
    /// <returns>The picture, or null when the run has nothing that it could show.</returns>
    public abstract ChartImage? Of(RunView view);

    /// <summary>The charts of a run, each drawn when it is first written.</summary>
    /// <returns>Those that have something to show, in the order of <see cref="All"/>.</returns>
    public static IReadOnlyList<DrawnChart> AllOf(RunView view) =>
    [
        .. from chart in All
           let image = chart.Of(view)
           where image is not null
           select new DrawnChart(chart.Id, image with { Subtitle = ReportText.Machine(view.Results.Run) }),
    ];
}
