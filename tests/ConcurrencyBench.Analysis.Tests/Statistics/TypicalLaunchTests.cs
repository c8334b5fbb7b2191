using ConcurrencyBench.Analysis.Statistics;
using CsCheck;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

public sealed class TypicalLaunchTests
{
    [Fact]
    public void Of_OneValuePerRound_IsStudentsPublishedInterval()
    {
        // Cushny and Peebles (1905), Student (1908): extra hours of sleep; R's documentation of t.test gives the interval.
        double[] sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        var estimate = TypicalLaunch.Of(Samples.Of([.. sleep.Select(hours => new[] { hours })]));
        Assert.Equal(1.58, estimate.Mean, 1e-12);
        Assert.Equal(0.7001142, Math.Log(estimate.Interval!.Lower), 1e-6);
        Assert.Equal(2.4598858, Math.Log(estimate.Interval.Upper), 1e-6);
    }

    [Fact]
    public void Of_BlockFarFromTheOthers_DoesNotCount()
    {
        var estimate = TypicalLaunch.Of(Samples.Of([1, 2, 900], [5], [7, 8, 12]));
        Assert.Equal(5, estimate.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(9.0 / 3), estimate.StandardError, 1e-12);
    }

    [Fact]
    public void Of_RoundsOfDifferentSize_CountAlike() =>
        Assert.Equal(0.5, TypicalLaunch.Of(Samples.Of([0, 0, 0, 0, 0, 0], [1])).Mean, 1e-12);

    [Fact]
    public void Of_EqualValues_HasAnIntervalOfNoWidth()
    {
        var estimate = TypicalLaunch.Of(Samples.Of([0.1, 0.1], [0.1, 0.1], [0.1]));
        Assert.Equal(0, estimate.StandardError);
        Assert.Equal(estimate.Value, estimate.Interval!.Lower);
        Assert.Equal(estimate.Value, estimate.Interval.Upper);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_FewerThanThreeRounds_HasNoInterval(int rounds)
    {
        var estimate = TypicalLaunch.Of(Samples.Draw(rounds, 5, new Noise(1).Normal, () => 0));
        Assert.Null(estimate.Interval);
        Assert.True(double.IsFinite(estimate.Value));
    }

    [Fact]
    public void Of_Nothing_Throws() => Assert.Throws<ArgumentException>(() => TypicalLaunch.Of(new NestedSample()));

    [Fact]
    public void Of_SampleFarFromZero_KeepsItsPrecision()
    {
        var noise = new Noise(3);
        var near = Samples.Draw(10, 21, () => 0, noise.Normal);
        var far = Samples.Of([.. near.Rounds.Select(round => round.Select(value => value + 1e6).ToArray())]);
        Assert.Equal(TypicalLaunch.Of(near).StandardError, TypicalLaunch.Of(far).StandardError, 1e-8);
    }

    [Fact]
    public void Of_ShiftedSample_ShiftsByAsMuch() =>
        Gen.Select(Gen.Double[-1, 1].Array[2, 6].Array[3, 8], Gen.Double[-5, 5]).Sample((rounds, shift) =>
        {
            var before = TypicalLaunch.Of(Samples.Of(rounds));
            var after = TypicalLaunch.Of(Samples.Of([.. rounds.Select(round => round.Select(value => value + shift).ToArray())]));
            Assert.Equal(before.Mean + shift, after.Mean, 1e-9);
            Assert.Equal(before.StandardError, after.StandardError, 1e-9);
        });

    [Fact]
    public void IsSerial_ValuesThatRise_IsFoundFromSixRoundsOn()
    {
        Assert.True(new Estimate([1, 2, 3, 4, 5, 6]).IsSerial);
        Assert.True(new Estimate([6, 5, 4, 3, 2, 1]).IsSerial);
        Assert.True(new Estimate([1, 2, 3, 4, 5, 900]).IsSerial);
        Assert.True(new Estimate([1, 3, 2, 4, 5, 7, 6, 8]).IsSerial);
        Assert.False(new Estimate([1, 2, 3, 4, 5]).IsSerial);
        Assert.False(new Estimate([1, 3, 2, 4, 6, 5]).IsSerial);
        Assert.False(new Estimate([-1, -2, -1, -2, 1, 2, 1, 2]).IsSerial);
        Assert.False(new Estimate([1, 2, 1, 2, 1, 2, 1, 2]).IsSerial);
        Assert.False(new Estimate([1, 1, 1, 1, 1, 1, 1, 1]).IsSerial);
    }

    [Fact]
    public void VarianceComponents_KnownEffects_AreFound()
    {
        var noise = new Noise(4);
        var components = VarianceComponents.Of(Samples.Draw(2_000, 8, () => 0.03 * noise.Normal(), () => 0.05 * noise.Normal()))!.Value;
        Assert.InRange(Math.Sqrt(components.Launch), 0.028, 0.032);
        Assert.InRange(Math.Sqrt(components.Block), 0.049, 0.051);
        Assert.Null(VarianceComponents.Of(Samples.Of([1], [2])));
    }
}
