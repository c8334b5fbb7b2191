namespace ConcurrencyBench.Reporting.Charts;

/// <summary>Arranges panels of speed-ups, two in a row, and says what they show.</summary>
internal static class SpeedUpGrid
{
    public static IReadOnlyList<Panel> Arrange(IReadOnlyList<SpeedUpPanel> panels) =>
        [.. panels.Select(panel => panel.Draw(panels.Count == 1 ? ChartImage.Inner : ChartImage.Half))];

    public static string Footnote(IReadOnlyList<SpeedUpPanel> panels)
    {
        var bars = panels.SelectMany(panel => panel.Bars).Where(bar => bar.Model != RunView.Baseline).ToList();
        string[] sentences =
        [
            .. bars.Any(bar => bar.SpeedUp?.Interval is not null) ? ["Whiskers: 95 % intervals."] : Array.Empty<string>(),
            .. bars.Any(bar => bar.IsRough) ? ["Light bars and ~: too few rounds for an interval."] : Array.Empty<string>(),
            .. bars.Any(bar => bar.IsNoDifference) ? ["≈: not distinguishable from 1×."] : Array.Empty<string>(),
            .. panels.Any(panel => panel.Ideal is not null) ? ["Dashed: what a model without any cost would reach."] : Array.Empty<string>(),
            .. panels.Any(panel => panel.Bars.Any(bar => bar.SpeedUp?.Value > panel.Ideal))
                ? ["A model may pass it by a little, because sequential pays costs of its own for each item."] : Array.Empty<string>(),
            .. panels.Any(panel => panel.HasNoise)
                ? ["Grey band: how different identical code looked; what lies inside is no difference."] : Array.Empty<string>(),
            .. CellStateText.Legend(bars.Select(bar => bar.Label)),
        ];
        return string.Join(' ', sentences);
    }

    public static string Describe(IEnumerable<SpeedUpPanel> panels) => "Speed-up over sequential. " + string.Join(
        " ", panels.Select(panel => $"{panel.Comparison.Heading}: {string.Join(", ", panel.Bars.Select(bar => $"{bar.Model} {bar.Label}"))}."));
}
