using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>Panels of speed-ups as a picture, two in a row.</summary>
internal static class SpeedUpGrid
{
    /// <summary>The picture of some panels; null without any.</summary>
    public static ChartImage? Of(string title, IReadOnlyList<SpeedUpPanel> panels) => panels.Count == 0 ? null : new ChartImage
    {
        Title = title,
        Description = "Speed-up over sequential. " + string.Join(
            " ", panels.Select(panel => $"{panel.Comparison.Heading}: {string.Join(", ", panel.Bars.Select(bar => $"{bar.Model} {bar.Label}"))}.")),
        Panels = ChartImage.Pairs(panels),
        Footnote = Footnote(panels),
    };

    private static IReadOnlyList<string?> Footnote(IReadOnlyList<SpeedUpPanel> panels)
    {
        var bars = panels.SelectMany(panel => panel.Bars).Where(bar => bar.Model != RunView.Baseline).ToList();
        return
        [
            bars.Any(bar => bar.SpeedUp?.Interval is not null) ? "Whiskers: 95 % intervals." : null,
            bars.Any(bar => bar.IsRough) ? "Light bars and ~: too few rounds for an interval." : null,
            bars.Any(bar => bar.Distinction == Distinction.Within) ? "≈: within 5 % of 1×." : null,
            bars.Any(bar => bar.Distinction == Distinction.NotToldApart) ? "?: not told apart from 1×." : null,
            panels.Any(panel => panel.Ideal is not null) ? "Dashed: what a model without any cost would reach." : null,
            panels.Any(panel => panel.Bars.Any(bar => bar.SpeedUp?.Value > panel.Ideal))
                ? "A model may pass it by a little, because sequential pays costs of its own for each item." : null,
            panels.Any(panel => panel.HasNoise) ? "Grey band: how different identical code looked; what lies inside is no difference." : null,
            .. CellStateText.Legend(bars.Select(bar => bar.Label)),
        ];
    }
}
