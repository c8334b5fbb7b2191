using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Every workload and every model at a glance, by colour and by number; needs two workloads to say more than bars.</summary>
internal sealed class HeatMapChart : Chart
{
    /// <inheritdoc/>
    public override string Id => "heatmap";

    /// <summary>What is plotted, a column for each workload.</summary>
    public static HeatMap Map(RunView view)
    {
        var comparisons = view.Comparisons.Select(comparison => comparison.Workload).Distinct().Select(view.Main).OfType<Comparison>().ToList();
        var columns = comparisons.Select(comparison => new HeatMapColumn(
            comparison, [.. SpeedUpBar.Of(view, comparison).Where(bar => bar.Model != RunView.Baseline)]));
        return new HeatMap([.. view.Models.Where(model => model != RunView.Baseline)], [.. columns]);
    }

    /// <inheritdoc/>
    public override ChartImage? Draw(ReportInput input)
    {
        var view = new RunView(input);
        var map = Map(view);
        return map.Columns.Count < 2 ? null : new ChartImage
        {
            Title = "Speed-up over sequential, workload by model",
            Subtitle = ReportText.Machine(view.Results.Run),
            Description = "Speed-up over sequential. " + string.Join(" ", map.Columns.Select(column =>
                $"{column.Comparison.Heading}: {string.Join(", ", column.Cells.Select(cell => $"{cell.Model} {cell.Label}"))}.")),
            Panels = [.. map.Draw(ChartImage.Inner)],
            Footnote = Footnote(map),
        };
    }

    private static string Footnote(HeatMap map)
    {
        var cells = map.Columns.SelectMany(column => column.Cells).ToList();
        string[] sentences =
        [
            "Blue: faster than sequential; orange: slower; the deeper, the nearer to the largest difference of its column.",
            .. cells.Any(cell => cell.IsNoDifference) ? ["White and ≈: not distinguishable from 1×."] : Array.Empty<string>(),
            .. cells.Any(cell => cell.IsRough) ? ["~: too few rounds for an interval."] : Array.Empty<string>(),
            .. cells.Any(cell => cell.SpeedUp is null) ? ["Hatched: no figure.", .. CellStateText.Legend(cells.Select(cell => cell.Label))] : Array.Empty<string>(),
        ];
        return string.Join(' ', sentences);
    }
}
