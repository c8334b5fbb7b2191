using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>How long items take from their arrival while others block their thread, beside how long they take without, a row for each model.</summary>
internal sealed class LatencyChart : Chart
{
    /// <inheritdoc/>
    public override string Id => "latency";

    /// <inheritdoc/>
    public override ChartImage? Draw(ReportInput input)
    {
        var view = new RunView(input);
        var rows = LatencyRow.Of(view);
        return rows.Count == 0 ? null : new ChartImage
        {
            Title = "Latency while one item in a hundred blocks its thread",
            Subtitle = ReportText.Machine(view.Results.Run),
            Description = "Median, 99th percentile and longest latency of items that wait 10 ms, without and with others that block their thread for 50 ms: "
                + string.Join(", ", rows.Select(row => $"{row.Model} {row.Label}")) + ".",
            Panels = [new LatencyPanel(rows) { Palette = view.Palette }.Draw(ChartImage.Inner)],
            Legend =
            [
                new LegendEntry("median", ChartTheme.Muted, LatencyPanel.Median),
                new LegendEntry("99 % of the items", ChartTheme.Muted, LatencyPanel.P99),
                new LegendEntry("the slowest", ChartTheme.Muted, LatencyPanel.Slowest),
            ],
            Footnote = "Upper, pale line of a model: nobody blocks; lower line: one item in a hundred blocks its thread for 50 ms, and what is shown is the latency of the others. "
                + "An item waits 10 ms; its latency counts from when it was meant to begin. At the right: what 99 % of the items did not exceed, without and with blockers."
                + (rows.Any(row => row.IsRough) ? " ~: too few rounds for an interval." : string.Empty),
        };
    }
}
