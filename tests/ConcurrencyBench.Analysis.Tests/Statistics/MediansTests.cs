using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

public sealed class MediansTests
{
    [Theory]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5)]
    [InlineData(new double[] { 5, 5, 5, 5, 1 }, 5)]
    public void Of_RealNumbers_IsTheMiddle(double[] values, double expected) => Assert.Equal(expected, Medians.Of(values));

    [Fact]
    public void Of_CountsNearTheLimit_DoesNotOverflow() =>
        Assert.Equal(long.MaxValue - 1, Medians.Of([long.MaxValue, long.MaxValue - 2]));

    [Fact]
    public void Of_Nothing_Throws() => Assert.Throws<ArgumentException>(() => Medians.Of(Array.Empty<double>()));

    [Fact]
    public void Of_Values_LeavesThemAsTheyAre()
    {
        double[] values = [3, 1, 2];
        _ = Medians.Of(values);
        Assert.Equal([3, 1, 2], values);
    }
}
