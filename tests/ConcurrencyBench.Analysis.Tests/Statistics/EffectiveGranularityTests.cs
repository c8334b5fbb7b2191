using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>METG(50 %): where a model's efficiency falls to half of its best.</summary>
public sealed class EffectiveGranularityTests
{
    private static readonly double[] Sizes = [1, 10, 100, 1_000, 10_000];

    /// <summary>The best efficiency is that of the largest task, and the line over the logarithm is not quite the curve between two sizes.</summary>
    [Theory]
    [InlineData(10, 10)]
    [InlineData(100, 100)]
    [InlineData(1_000, 833)]
    public void Of_AnOverheadOfEachTask_IsAboutAsLong(double overhead, double expected)
    {
        var found = EffectiveGranularity.Of([.. Sizes.Select(size => (size, size + overhead))]);

        Assert.False(found!.Value.IsAtMost);
        Assert.InRange(found.Value.Task, expected / 1.2, expected * 1.2);
    }

    [Fact]
    public void Of_HalfwayBetweenTwoSizes_IsTheirGeometricMean()
    {
        // Efficiencies 0.25, 0.75 and 1: half of the best is in the middle of the first two.
        var found = EffectiveGranularity.Of([(10, 40), (1_000, 1_000 / 0.75), (10_000, 10_000)]);

        Assert.Equal(100, found!.Value.Task, 6);
    }

    [Fact]
    public void Of_TwoCores_IsHeldAgainstTheModelsOwnBest()
    {
        var one = EffectiveGranularity.Of([.. Sizes.Select(size => (size, size + 10))]);
        var two = EffectiveGranularity.Of([.. Sizes.Select(size => (size, (size + 10) / 2))]);

        Assert.Equal(one!.Value.Task, two!.Value.Task, 6);
    }

    [Fact]
    public void Of_TheSmallestKeepsHalf_IsABound() => Assert.Equal((1, true), EffectiveGranularity.Of([.. Sizes.Select(size => (size, size * 1.5))]));

    /// <summary>A dip among larger tasks is not kept.</summary>
    [Fact]
    public void Of_ADipAmongLargerTasks_IsAboveTheDip()
    {
        var found = EffectiveGranularity.Of([(1, 1), (10, 30), (100, 100), (1_000, 1_000)]);

        Assert.InRange(found!.Value.Task, 10, 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Of_FewerThanTwoSizes_IsNull(int sizes) => Assert.Null(EffectiveGranularity.Of([.. Sizes.Take(sizes).Select(size => (size, size))]));

    [Fact]
    public void Of_TheLargestDoesNotKeepHalf_IsNull() => Assert.Null(EffectiveGranularity.Of([(1, 1), (10, 10), (100, 1_000)]));
}
