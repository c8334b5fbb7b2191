using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>How often intervals hold the truth, by simulation. Seeded: a run is like every other.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    /// <summary>Verdicts are one-sided, so each side counts by itself: 2.5 % is what intervals promise of it.</summary>
    [Theory]
    [InlineData(Shape.Normal, 0.03, 0.03, 0.035)]
    [InlineData(Shape.Normal, 0.05, 0.005, 0.035)]
    [InlineData(Shape.Normal, 0, 0.05, 0.01)]
    [InlineData(Shape.BothSkewed, 0.03, 0.03, 0.02)]
    [InlineData(Shape.BothSkewed, 0.05, 0.005, 0.025)]
    [InlineData(Shape.BothSkewed, 0, 0.05, 0.01)]
    [InlineData(Shape.ModelSkewed, 0.03, 0.03, 0.045)]
    [InlineData(Shape.ModelSkewed, 0, 0.05, 0.025)]
    public void Interval_OfFewRounds_MissesTheTruthSeldomOnEitherSide(Shape shape, double roundNoise, double blockNoise, double most)
    {
        foreach (var size in Simulation.Sizes)
        {
            var (below, above) = Simulation.Misses(shape, size, (roundNoise, blockNoise));
            output.WriteLine($"{size}: misses {below:0.000} below and {above:0.000} above, covers {1 - below - above:0.000}");
            Assert.InRange(below, 0, most);
            Assert.InRange(above, 0, most);
        }
    }

    /// <summary>
    /// The known limit: when launches of the model alone are skewed and nothing averages over them, no interval of ten
    /// rounds or fewer can know of the tail it has not seen. Nearly all misses flatter the model: three times as many as promised.
    /// </summary>
    [Fact]
    public void Interval_OfSkewedLaunchesOfOneModel_LiesTooHighMoreOftenThanItSays()
    {
        foreach (var size in Simulation.Sizes)
        {
            var (below, above) = Simulation.Misses(Shape.ModelSkewed, size, (0.05, 0.005));
            output.WriteLine($"{size}: misses {below:0.000} below and {above:0.000} above, covers {1 - below - above:0.000}");
            Assert.InRange(below, 0, 0.015);
            Assert.InRange(above, 0.055, 0.09);
        }
    }

    [Fact]
    public void Percentiles_OfFiveRounds_HoldTheTruthTooSeldom()
    {
        var noise = new Noise(11);
        var covered = 0;
        for (var run = 0; run < Simulation.Runs; run++)
        {
            var sample = Samples.Draw(5, 4, () => 0.03 * noise.Normal(), () => 0.03 * noise.Normal());
            covered += Resampling.Percentiles(sample, noise, 400) is { Lower: <= 0, Upper: >= 0 } ? 1 : 0;
        }

        output.WriteLine($"the percentile interval of 5 rounds covers {(double)covered / Simulation.Runs:0.000}");
        Assert.InRange((double)covered / Simulation.Runs, 0.70, 0.88);
    }

    [Fact]
    public void RoundMeans_OfALongTail_HoldTheTruthLessOftenThanTheBootstrap()
    {
        var noise = new Noise(13);
        var (plain, bootstrap) = (0, 0);
        for (var run = 0; run < Simulation.Runs; run++)
        {
            var sample = Samples.Draw(5, 5, () => 0.03 * noise.Skewed(1), () => 0.03 * noise.Skewed(1));
            var means = Samples.Of([.. sample.Rounds.Select(round => new[] { round.Average() })]);
            plain += NestedMean.Mean(means).Interval is { Lower: <= 1, Upper: >= 1 } ? 1 : 0;
            bootstrap += NestedMean.Mean(sample).Interval is { Lower: <= 1, Upper: >= 1 } ? 1 : 0;
        }

        output.WriteLine($"5 rounds of a long tail: round means cover {(double)plain / Simulation.Runs:0.000}, the bootstrap {(double)bootstrap / Simulation.Runs:0.000}");
        Assert.InRange((double)plain / Simulation.Runs, 0.80, 0.91);
        Assert.InRange((double)bootstrap / Simulation.Runs, 0.91, 1);
    }
}
