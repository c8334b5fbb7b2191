using ConcurrencyBench.Analysis.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

public sealed class EValueTests
{
    /// <summary>What makes it evidence: its mean under the hypothesis is 1, so that it seldom gets large.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(12)]
    public void Of_StudentsT_HasMeanOne(int rounds) => Assert.Equal(
        1,
        2 * DoubleExponentialTransformation.Integrate(x => EValue.Of(x / (1 - x), rounds) * StudentT.PDF(0, 1, rounds - 1, x / (1 - x)) / ((1 - x) * (1 - x)), 0, 1 - 1e-9, 1e-9),
        1e-3);

    [Theory]
    [InlineData(4, 11.1803)]
    [InlineData(5, 36)]
    [InlineData(6, 129.6418)]
    public void Of_NoSpread_IsTheMostThereCanBe(int rounds, double most)
    {
        Assert.Equal(most, EValue.Of(double.PositiveInfinity, rounds), 0.01);
        Assert.InRange(EValue.Of(1e6, rounds), 0.99 * most, 1.001 * most);
    }

    [Fact]
    public void RoundsNeeded_DistanceInStandardErrors_IsTheFirstThatIsDecisive()
    {
        Assert.Null(EValue.RoundsNeeded(1, 5, 20));
        Assert.Equal(5, EValue.RoundsNeeded(9, 5, 20));
        var needed = EValue.RoundsNeeded(3, 6, 40)!.Value;
        Assert.True(EValue.Of(3 * Math.Sqrt(needed / 6.0), needed) >= EValue.Decisive);
        Assert.True(EValue.Of(3 * Math.Sqrt((needed - 1) / 6.0), needed - 1) < EValue.Decisive);
    }
}
