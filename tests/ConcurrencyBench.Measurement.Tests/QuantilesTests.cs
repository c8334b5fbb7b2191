using ConcurrencyBench.Measurement.Workers;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class QuantilesTests
{
    [Fact]
    public void Of_NoItems_IsNothing() => Assert.Null(Quantiles.Of([]));

    [Fact]
    public void Of_AThousandItems_IsRightToThreeDigits()
    {
        var latency = Quantiles.Of([.. Enumerable.Range(1, 1000).Reverse().Select(number => number * 1_000_000L)])!;

        Assert.Equal(1000, latency.Count);
        Assert.All(
            [(500e6, latency.Median), (900e6, latency.P90), (990e6, latency.P99), (999e6, latency.P999), (1000e6, latency.Maximum), (500.5e6, latency.Mean!.Value)],
            pair => Assert.InRange(pair.Item2 / pair.Item1, 0.999, 1.001));
    }

    [Fact]
    public void Of_OneItem_IsItAtEveryQuantile()
    {
        var latency = Quantiles.Of([12_345_678])!;

        Assert.All([latency.Median, latency.P99, latency.Maximum], value => Assert.InRange(value / 12_345_678, 0.999, 1.001));
    }

    [Fact]
    public void Of_BeyondTheRange_IsHeldAtItsEnds()
    {
        var latency = Quantiles.Of([-5, long.MaxValue])!;

        // An hour, to the histogram's three digits either way.
        Assert.InRange(latency.Maximum / 3.6e12, 0.997, 1.003);
    }
}
