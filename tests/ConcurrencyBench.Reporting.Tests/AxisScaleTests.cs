using ConcurrencyBench.Reporting.Drawing;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class AxisScaleTests
{
    [Fact]
    public void For_NearRatios_IsLinearFromZero()
    {
        var scale = AxisScale.For([0.4, 2]);

        Assert.False(scale.IsLogarithmic);
        Assert.Equal(["0", "0.5", "1", "1.5", "2"], scale.Labels);
        Assert.Equal(0, scale.Minimum);
        Assert.Equal(1.5, scale.Position(1.5));
    }

    [Fact]
    public void For_SixteenInFlight_HasStepsOfFour() => Assert.Equal(["0", "4", "8", "12", "16"], AxisScale.For([16]).Labels);

    [Fact]
    public void For_FarRatios_IsLogarithmicWithEqualStepsForEqualRatios()
    {
        var scale = AxisScale.For([0.1, 64]);

        Assert.True(scale.IsLogarithmic);
        Assert.Equal(0, scale.Position(1));
        Assert.Equal(scale.Position(4) - scale.Position(2), scale.Position(64) - scale.Position(32), 12);
        Assert.All(scale.Ticks, tick => Assert.InRange(scale.Position(tick), scale.Minimum, scale.Maximum));
    }

    [Fact]
    public void Logarithmic_SixPowersOfTwo_LabelsEveryOther() =>
        Assert.Equal(["0.0625", "0.25", "1"], AxisScale.Logarithmic([0.06, 2]).Labels);

    [Fact]
    public void For_WhatIsNoRatio_IgnoresIt()
    {
        var scale = AxisScale.For([double.NaN, double.PositiveInfinity, -3, 0]);

        Assert.True(double.IsFinite(scale.Maximum));
        Assert.NotEmpty(scale.Ticks);
    }

    [Theory]
    [InlineData(1, 1.01)]
    [InlineData(0.001, 10_000)]
    [InlineData(1, 1_000)]
    [InlineData(0.3, 3)]
    public void Logarithmic_AnyRange_HasOneToTwelveTicks(double low, double high) =>
        Assert.InRange(AxisScale.Logarithmic([low, high]).Ticks.Count, 1, 12);
}
