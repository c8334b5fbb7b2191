using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>How often intervals hold the truth, by simulation. Seeded: a run is like every other.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Runs = 4_000;
    private static readonly (int Rounds, int Blocks)[] Sizes = [(3, 3), (3, 5), (5, 3), (5, 5), (10, 3), (10, 5)];

    /// <summary>The shape of an effect on the logarithm of a ratio, of mean 0 and variance 1.</summary>
    public enum Shape
    {
        /// <summary>Times are lognormal, so logarithms are normal.</summary>
        Normal,

        /// <summary>Model and baseline are both disturbed now and then, by lognormal slow-downs.</summary>
        BothSkewed,

        /// <summary>Only the model is.</summary>
        ModelSkewed,
    }

    [Theory]
    [InlineData(Shape.Normal, 0.03, 0.03)]
    [InlineData(Shape.Normal, 0.05, 0.005)]
    [InlineData(Shape.Normal, 0, 0.05)]
    [InlineData(Shape.BothSkewed, 0.03, 0.03)]
    [InlineData(Shape.BothSkewed, 0.05, 0.005)]
    [InlineData(Shape.BothSkewed, 0, 0.05)]
    [InlineData(Shape.ModelSkewed, 0.03, 0.03)]
    [InlineData(Shape.ModelSkewed, 0, 0.05)]
    public void Interval_OfFewRounds_HoldsTheTruthAsOftenAsItSays(Shape shape, double roundNoise, double blockNoise)
    {
        foreach (var (rounds, blocks) in Sizes)
        {
            var coverage = Coverage(shape, rounds, blocks, (roundNoise, blockNoise));
            output.WriteLine($"{shape}, rounds {roundNoise}, blocks {blockNoise}: {rounds} × {blocks} covers {coverage:0.000}");
            Assert.InRange(coverage, 0.93, 1);
        }
    }

    /// <summary>
    /// The known limit: when launches of the model alone are skewed and nothing averages over them, no interval of ten
    /// rounds or fewer can know of the tail it has not seen. Named here so that the claim above is not read as more.
    /// </summary>
    [Fact]
    public void Interval_OfSkewedLaunchesOfOneModel_CoversLessThanItSaysButMostly()
    {
        foreach (var (rounds, blocks) in Sizes)
        {
            var coverage = Coverage(Shape.ModelSkewed, rounds, blocks, (0.05, 0.005));
            output.WriteLine($"{rounds} × {blocks} covers {coverage:0.000}");
            Assert.InRange(coverage, 0.90, 0.95);
        }
    }

    [Fact]
    public void Percentiles_OfFiveRounds_HoldTheTruthTooSeldom()
    {
        var noise = new Noise(11);
        var covered = 0;
        for (var run = 0; run < Runs; run++)
        {
            var sample = Samples.Draw(5, 4, () => 0.03 * noise.Normal(), () => 0.03 * noise.Normal());
            covered += Resampling.Percentiles(sample, noise, 400) is { Lower: <= 0, Upper: >= 0 } ? 1 : 0;
        }

        output.WriteLine($"the percentile interval of 5 rounds covers {(double)covered / Runs:0.000}");
        Assert.InRange((double)covered / Runs, 0.70, 0.88);
    }

    [Fact]
    public void RoundMeans_OfALongTail_HoldTheTruthLessOftenThanTheBootstrap()
    {
        var noise = new Noise(13);
        var (plain, bootstrap) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var sample = Samples.Draw(5, 5, () => 0.03 * noise.Skewed(1), () => 0.03 * noise.Skewed(1));
            var means = Samples.Of([.. sample.Rounds.Select(round => new[] { round.Average() })]);
            plain += HierarchicalBootstrap.Mean(means).Interval is { Lower: <= 1, Upper: >= 1 } ? 1 : 0;
            bootstrap += HierarchicalBootstrap.Mean(sample).Interval is { Lower: <= 1, Upper: >= 1 } ? 1 : 0;
        }

        output.WriteLine($"5 rounds of a long tail: round means cover {(double)plain / Runs:0.000}, the bootstrap {(double)bootstrap / Runs:0.000}");
        Assert.InRange((double)plain / Runs, 0.80, 0.91);
        Assert.InRange((double)bootstrap / Runs, 0.91, 1);
    }

    [Fact]
    public void Openness_LookedAtAfterEachRound_KeepsWrongVerdictsRare()
    {
        var patient = WrongVerdicts(difference => difference.Openness <= 1);
        var hasty = WrongVerdicts(difference => difference.IsAtLeast || difference.IsAtMost);
        output.WriteLine($"wrong verdicts when stopping as designed {patient:0.000}, at the first interval on one side {hasty:0.000}");
        Assert.InRange(patient, 0, 0.06);
        Assert.InRange(hasty, 0.10, 1);
    }

    private static double Coverage(Shape shape, int rounds, int blocks, (double Round, double Block) noiseOf)
    {
        var noise = new Noise((int)shape + (17 * rounds) + (131 * blocks));
        var covered = 0;
        for (var run = 0; run < Runs; run++)
        {
            var sample = Samples.Draw(rounds, blocks, () => noiseOf.Round * Effect(), () => noiseOf.Block * Effect());
            covered += HierarchicalBootstrap.Mean(sample).Interval is { Lower: <= 1, Upper: >= 1 } ? 1 : 0;
        }

        return (double)covered / Runs;

        double Effect() => shape switch
        {
            Shape.Normal => noise.Normal(),
            Shape.BothSkewed => (noise.Skewed(1) - noise.Skewed(1)) / Math.Sqrt(2),
            _ => noise.Skewed(0.5),
        };
    }

    /// <summary>The share of runs, 3 to 12 rounds each, that end with a verdict although the truth is the very limit.</summary>
    private static double WrongVerdicts(Func<Difference, bool> stops)
    {
        var noise = new Noise(5);
        var wrong = 0;
        for (var run = 0; run < Runs; run++)
        {
            var rounds = Samples.Draw(12, 3, () => 0.05 * noise.Normal(), () => 0.01 * noise.Normal()).Rounds.Select(round => round.ToArray()).ToArray();
            Difference difference;
            var count = 3;
            do
            {
                var estimate = HierarchicalBootstrap.Mean(Samples.Of(rounds[..count]));
                difference = new Difference(new Figure(estimate.Value, estimate.Interval, []), 1, 1);
            }
            while (!stops(difference) && ++count <= rounds.Length);
            wrong += difference.IsAtLeast || difference.IsAtMost ? 1 : 0;
        }

        return (double)wrong / Runs;
    }
}
