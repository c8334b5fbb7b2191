using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>Draws samples of a known truth. Seeded: a run is like every other.</summary>
internal static class Simulation
{
    public const int Runs = 4_000;

    /// <summary>Rounds and blocks as runs have them.</summary>
    public static readonly (int Rounds, int Blocks)[] Sizes = [(3, 3), (3, 5), (5, 3), (5, 5), (10, 3), (10, 5)];

    /// <summary>An effect of mean 0 and variance 1.</summary>
    public static double Effect(this Noise noise, Shape shape) => shape switch
    {
        Shape.Normal => noise.Normal(),
        Shape.BothSkewed => (noise.Skewed(1) - noise.Skewed(1)) / Math.Sqrt(2),
        _ => -noise.Skewed(0.5),
    };

    /// <summary>How often an interval misses the truth, by the side of the truth it lies on.</summary>
    public static (double Below, double Above) Misses(Shape shape, (int Rounds, int Blocks) size, (double Round, double Block) noiseOf)
    {
        var noise = new Noise((int)shape + (17 * size.Rounds) + (131 * size.Blocks));
        var (below, above) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var interval = NestedMean.Mean(Draw()).Interval!;
            below += interval.Upper < 1 ? 1 : 0;
            above += interval.Lower > 1 ? 1 : 0;
        }

        return ((double)below / Runs, (double)above / Runs);

        NestedSample Draw() => Samples.Draw(
            size.Rounds, size.Blocks, () => noiseOf.Round * noise.Effect(shape), () => noiseOf.Block * noise.Effect(shape));
    }
}
