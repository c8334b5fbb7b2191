using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>How often verdicts and ranks are wrong where there is nothing to find, by simulation.</summary>
public sealed class VerdictErrorTests(ITestOutputHelper output)
{
    /// <summary>The standard profile's.</summary>
    private const int MaximumRounds = 20;

    private const int RankedRuns = 500;

    [Theory]
    [InlineData(Shape.Normal, 0, 0.045)]
    [InlineData(Shape.BothSkewed, 0, 0.03)]
    [InlineData(Shape.ModelSkewed, 0.06, 0.11)]
    public void Openness_LookedAtAfterEachRound_KeepsWrongVerdictsAsRareAsOneLook(Shape shape, double least, double most)
    {
        var (below, above) = WrongVerdicts(shape, difference => difference.Openness <= 1);
        output.WriteLine($"{shape}: wrong verdicts when stopping as designed: {below:0.000} below, {above:0.000} above");
        Assert.InRange(below, 0, 0.045);
        Assert.InRange(above, least, most);
    }

    [Fact]
    public void FirstIntervalOnOneSide_LookedForAfterEachRound_IsWrongTooOften()
    {
        var (below, above) = WrongVerdicts(Shape.Normal, difference => difference.IsAtLeast || difference.IsAtMost);
        output.WriteLine($"wrong verdicts when stopping at the first interval on one side: {below:0.000} below, {above:0.000} above");
        Assert.InRange(below + above, 0.10, 1);
    }

    /// <summary>The fastest of equal models is chosen for its luck: the noise floor is what keeps the others from being called slower.</summary>
    [Theory]
    [InlineData(Shape.Normal, 0.05, 0.01)]
    [InlineData(Shape.Normal, 0.03, 0.03)]
    [InlineData(Shape.ModelSkewed, 0.05, 0.01)]
    public void Ranking_OfSixEqualModels_SeldomCallsOneSlower(Shape shape, double roundNoise, double blockNoise)
    {
        var noise = new Noise(5);
        foreach (var (rounds, blocks) in Simulation.Sizes)
        {
            var (byInterval, byFloor) = (0, 0);
            for (var run = 0; run < RankedRuns; run++)
            {
                var models = Enumerable.Range(0, 8).Select(_ => Samples.Draw(
                    rounds, blocks, () => roundNoise * noise.Effect(shape), () => blockNoise * noise.Effect(shape))).ToList();
                var (withoutFloor, withFloor) = CallsOneSlower(models);
                byInterval += withoutFloor ? 1 : 0;
                byFloor += withFloor ? 1 : 0;
            }

            output.WriteLine($"{shape}, {rounds} × {blocks}: {(double)byInterval / RankedRuns:0.000} by intervals alone, {(double)byFloor / RankedRuns:0.000} with the floor");
            Assert.InRange((double)byFloor / RankedRuns, 0, 0.045);
            Assert.InRange((double)byInterval / RankedRuns, 0.03, 0.40);
        }
    }

    /// <summary>Six models and, after them, the null cases of the first two.</summary>
    private static (bool WithoutFloor, bool WithFloor) CallsOneSlower(List<NestedSample> models)
    {
        var floor = new NoiseFloor(Math.Max(Ratio(models[6], models[0]).FarthestFromOne, Ratio(models[7], models[1]).FarthestFromOne), false);
        var fastest = models.Take(6).MaxBy(model => NestedMean.Mean(model).Mean)!;
        var figures = models.Take(6).Where(model => model != fastest).Select(model => Ratio(fastest, model))
            .Select(estimate => new Figure(estimate.Value, estimate.Interval, [])).ToList();
        return (figures.Any(figure => new LimitTest(figure, 1).IsAbove), figures.Any(figure => new LimitTest(figure with { NoiseFloor = floor }, 1).IsAbove));
    }

    private static Estimate Ratio(NestedSample one, NestedSample other) => NestedMean.Mean(
        Samples.Of([.. one.Rounds.Zip(other.Rounds, (mine, theirs) => mine.Zip(theirs, (my, their) => my - their).ToArray())]));

    /// <summary>The share of runs, from 3 rounds on, that end with a verdict although the truth is the very limit.</summary>
    private static (double Below, double Above) WrongVerdicts(Shape shape, Func<LimitTest, bool> stops)
    {
        var noise = new Noise(5);
        var (below, above) = (0, 0);
        for (var run = 0; run < Simulation.Runs; run++)
        {
            var rounds = Samples.Draw(MaximumRounds, 3, () => 0.05 * noise.Effect(shape), () => 0.01 * noise.Effect(shape))
                .Rounds.Select(round => round.ToArray()).ToArray();
            LimitTest difference;
            var count = 3;
            do
            {
                var estimate = NestedMean.Mean(Samples.Of(rounds[..count]));
                difference = new LimitTest(new Figure(estimate.Value, estimate.Interval, []), 1);
            }
            while (!stops(difference) && ++count <= rounds.Length);
            below += difference.IsAtMost ? 1 : 0;
            above += difference.IsAtLeast ? 1 : 0;
        }

        return ((double)below / Simulation.Runs, (double)above / Simulation.Runs);
    }
}
