using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Views;
using ScottPlot;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class ChartThemeTests
{
    // The ratios that WCAG gives for black, and for the greys on both sides of what may be read on white.
    [Theory]
    [InlineData("#000000", 21)]
    [InlineData("#767676", 4.54)]
    [InlineData("#777777", 4.48)]
    public void Contrast_OnPaper_IsThatOfWcag(string color, double expected) =>
        Assert.Equal(expected, ChartTheme.Contrast(Color.FromHex(color), ChartTheme.Paper), 0.01);

    [Fact]
    public void On_EveryColourOfTheHeatMap_CanBeRead()
    {
        List<SpeedUpBar> cells =
        [
            new("threads", null, "–"),
            .. Enumerable.Range(-100, 201).Select(percent => new SpeedUpBar("threads", new Figure(Math.Pow(2, percent / 100.0), null, []), "1×")),
        ];
        var column = new HeatMapColumn(new ComparisonView(Comparison.Of("primes", Parameters.Of(2), []), WorkloadKind.Cpu), cells);
        Assert.All(cells.Select(column.ColorOf), fill => Assert.True(ChartTheme.Contrast(ChartTheme.On(fill), fill) >= 4.5, fill.ToHex()));
    }
}
