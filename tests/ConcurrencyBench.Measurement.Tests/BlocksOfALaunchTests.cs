using ConcurrencyBench.Abstractions.Engine;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class BlocksOfALaunchTests
{
    private const double Infinite = double.PositiveInfinity;

    [Theory]
    [InlineData(25, 4, 10)]
    [InlineData(15, 9, 12)]
    [InlineData(9, 1, 4)]
    [InlineData(400, 4, 32)]
    [InlineData(10, 0, 4)]
    [InlineData(10, Infinite, 32)]
    [InlineData(Infinite, 1, 32)]
    [InlineData(Infinite, 0, 4)]
    [InlineData(0, Infinite, 4)]
    public void Of_CostsAndVariances_IsTheRootOfBothRatiosWithinLimits(double costRatio, double varianceRatio, int expected) =>
        Assert.Equal(expected, BlocksOfALaunch.Of(costRatio, varianceRatio));
}
