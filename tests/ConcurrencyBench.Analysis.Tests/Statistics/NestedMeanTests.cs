using ConcurrencyBench.Analysis.Statistics;
using CsCheck;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

public sealed class NestedMeanTests
{
    [Fact]
    public void Mean_OneValuePerRound_IsStudentsPublishedInterval()
    {
        // Cushny and Peebles (1905), Student (1908): extra hours of sleep; R's documentation of t.test gives the interval.
        double[] sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        var estimate = NestedMean.Mean(Samples.Of([.. sleep.Select(hours => new[] { hours })]));
        Assert.Equal(1.58, estimate.Mean, 1e-12);
        Assert.Equal(0.7001142, Math.Log(estimate.Interval!.Lower), 1e-6);
        Assert.Equal(2.4598858, Math.Log(estimate.Interval.Upper), 1e-6);
    }

    [Fact]
    public void Mean_RoundsOfSeveralBlocks_HasTheErrorWorkedOutByHand()
    {
        // Means 2, 5, 8: between 18. Variances over n: (2/3)/3, 0, (2/3)/3. SE² = (18 + 4/9) / 9 · 3/2.
        var estimate = NestedMean.Mean(Samples.Of([1, 2, 3], [5], [7, 8, 9]));
        Assert.Equal(5, estimate.Mean, 1e-12);
        Assert.Equal(Math.Sqrt((18 + (4.0 / 9)) / 9 * 1.5), estimate.StandardError, 1e-12);
    }

    [Fact]
    public void Mean_AnySample_HasTheErrorThatResamplingTendsTo()
    {
        var noise = new Noise(7);
        var sample = Samples.Draw(5, 4, noise.Normal, noise.Normal);
        var means = Enumerable.Range(0, 100_000).Select(_ => Resampling.Mean(sample, noise)).ToList();
        var mean = means.Average();
        var resampled = Math.Sqrt(means.Average(value => (value - mean) * (value - mean)));
        var exact = NestedMean.Mean(sample).StandardError * Math.Sqrt(4.0 / 5);
        Assert.InRange(resampled / exact, 0.99, 1.01);
    }

    [Fact]
    public void Mean_EqualValues_HasAnIntervalOfNoWidth()
    {
        var estimate = NestedMean.Mean(Samples.Of([0.5, 0.5], [0.5, 0.5], [0.5]));
        Assert.Equal(0, estimate.StandardError);
        Assert.Equal(estimate.Value, estimate.Interval!.Lower);
        Assert.Equal(estimate.Value, estimate.Interval.Upper);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mean_FewerThanThreeRounds_HasNoInterval(int rounds)
    {
        var estimate = NestedMean.Mean(Samples.Draw(rounds, 5, new Noise(1).Normal, () => 0));
        Assert.Null(estimate.Interval);
        Assert.True(double.IsFinite(estimate.Value));
    }

    [Fact]
    public void Mean_Nothing_Throws() => Assert.Throws<ArgumentException>(() => NestedMean.Mean(new NestedSample()));

    [Fact]
    public void Mean_HugeSampleFarFromZero_KeepsItsPrecision()
    {
        var noise = new Noise(3);
        var near = Samples.Draw(10, 20_000, () => 0, noise.Normal);
        var far = Samples.Of([.. near.Rounds.Select(round => round.Select(value => value + 1e6).ToArray())]);
        Assert.Equal(NestedMean.Mean(near).StandardError, NestedMean.Mean(far).StandardError, 1e-8);
    }

    [Fact]
    public void Mean_ShiftedSample_ShiftsByAsMuch() =>
        Gen.Select(Gen.Double[-1, 1].Array[2, 6].Array[3, 8], Gen.Double[-5, 5]).Sample((rounds, shift) =>
        {
            var before = NestedMean.Mean(Samples.Of(rounds));
            var after = NestedMean.Mean(Samples.Of([.. rounds.Select(round => round.Select(value => value + shift).ToArray())]));
            Assert.Equal(before.Mean + shift, after.Mean, 1e-9);
            Assert.Equal(before.StandardError, after.StandardError, 1e-9);
        });

    [Fact]
    public void Mean_AnySample_LiesWithinItsInterval() =>
        Gen.Double[-2, 2].Array[1, 6].Array[3, 8].Sample(rounds =>
        {
            var estimate = NestedMean.Mean(Samples.Of(rounds));
            Assert.InRange(estimate.Value, estimate.Interval!.Lower, estimate.Interval.Upper);
        });

    [Fact]
    public void FarthestFromOne_IntervalBelowOne_IsTheLowerEndTurnedUp()
    {
        var estimate = NestedMean.Mean(Samples.Of([-0.2], [-0.21], [-0.19]));
        Assert.Equal(1 / estimate.Interval!.Lower, estimate.FarthestFromOne, 1e-12);
        Assert.Equal(Math.Exp(0.3), new Estimate(-0.3, 0, 1).FarthestFromOne, 1e-12);
    }
}
