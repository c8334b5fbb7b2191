using System.Globalization;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>
/// How often what the analysis says is wrong, and how often it finds a difference, by simulation: rounds of eight blocks, under each shape of noise. Each test
/// prints a table.
/// </summary>
public sealed class ErrorRateTests(ITestOutputHelper output)
{
    private const int Runs = 4_000;
    private const int RankedRuns = 400;
    private const int RankedModels = 20;
    private const int Blocks = 8;
    private const int MostRounds = 20;

    private static readonly NoiseShape[] _shapes = Enum.GetValues<NoiseShape>();

    /// <summary>Shapes for which Student's t promises nothing. What becomes of it is said here, so that it is known and a change shows.</summary>
    private static readonly Dictionary<NoiseShape, (double Least, double Most)> _otherCoverage = new()
    {
        // Neighbouring launches say the same twice. From eight rounds on that is looked for, and found in one of six runs of twenty.
        [NoiseShape.AutocorrelatedLaunches] = (0.60, 0.90),

        // The median of blocks of which a fifth is slow is a little slow itself, and launches agree on it.
        [NoiseShape.BurstsOnOne] = (0.60, 0.96),

        // A difference of two launches has one of three values.
        [NoiseShape.Modes] = (0.85, 1),
    };

    /// <summary>How often those are called different: at one look of three rounds, of five, and at any look.</summary>
    private static readonly Dictionary<NoiseShape, (double AtThree, double AtFive, double AtAny)> _otherErrors = new()
    {
        [NoiseShape.AutocorrelatedLaunches] = (0.03, 0.2, 0.2),
        [NoiseShape.BurstsOnOne] = (0.02, 0.1, 0.14),
        [NoiseShape.Modes] = (0.04, 0.06, 0.03),
    };

    [Fact]
    public void Interval_OfIdenticalCode_CoversOneAsOftenAsItSays()
    {
        Print("coverage of 95 % intervals", "3 rounds", "5 rounds", "8 rounds", "half-width of 5, median");
        foreach (var shape in _shapes)
        {
            var intervals = new[] { 3, 5, 8 }.Select(rounds => Draw(shape, rounds, false).Select(sample => TypicalLaunch.Of(sample).Interval!).ToList()).ToList();
            var coverage = intervals.Select(each => Share(each, interval => interval is { Lower: <= 1, Upper: >= 1 })).ToList();
            Print(shape.ToString(), [.. coverage.Select(Percent), Percent(Math.Exp(Medians.Of(intervals[1].Select(interval => Math.Log(interval.Upper / interval.Lower) / 2))) - 1)]);
            var (least, most) = _otherCoverage.GetValueOrDefault(shape, (0.92, 0.98));
            Assert.All(coverage, covered => Assert.InRange(covered, least, most));
        }
    }

    [Fact]
    public void Verdict_OfIdenticalCode_IsSeldomADifference()
    {
        Print("identical code called different", "one look at 3", "one look at 5", "any look up to 20");
        foreach (var shape in _shapes)
        {
            var once = new[] { 3, 5 }.Select(rounds => Share(Draw(shape, rounds, false), sample => IsCalled(sample, Looks.Once))).ToList();
            var any = Share(Draw(shape, MostRounds, false), sample => RoundsUntilCalled(sample) is not null);
            Print(shape.ToString(), [.. once.Append(any).Select(Percent)]);

            // 1 % at 3 rounds and 5 % at 5 are promised of the two sides together, and at most 5 % of e-values; three standard errors of this simulation more.
            var (few, five, looks) = _otherErrors.GetValueOrDefault(shape, (0.016, 0.061, 0.03));
            Assert.InRange(once[0], 0, few);
            Assert.InRange(once[1], 0, five);
            Assert.InRange(any, 0, looks);
        }
    }

    /// <summary>A run on two cores may have about eleven rounds of a pair in a minute.</summary>
    [Fact]
    public void Verdict_OfFivePercentMoreWork_IsFound()
    {
        Print("5 % more work found", "one look at 5", "one look at 8", "any look by 8", "any look by 11");
        var found = _shapes.ToDictionary(shape => shape, shape =>
        {
            var once = new[] { 5, 8 }.Select(rounds => Share(Draw(shape, rounds, true), sample => IsCalled(sample, Looks.Once))).ToList();
            var needed = Draw(shape, MostRounds, true).Select(RoundsUntilCalled).ToList();
            IReadOnlyList<double> shares = [.. once, Share(needed, rounds => rounds <= 8), Share(needed, rounds => rounds <= 11)];
            Print(shape.ToString(), [.. shares.Select(Percent)]);
            return shares;
        });
        Assert.InRange(found[NoiseShape.QuietTwoCores][0], 0.95, 1);
        Assert.InRange(found[NoiseShape.QuietTwoCores][2], 0.95, 1);
        Assert.InRange(found[NoiseShape.QuietOneCore][2], 0.99, 1);
        Assert.InRange(found[NoiseShape.NoisyTwoCores][3], 0.95, 1);
        Assert.InRange(found[NoiseShape.NoisyOneCore][3], 0.95, 1);
    }

    /// <summary>The fastest of equal models is chosen for its luck.</summary>
    [Fact]
    public void Ranking_OfTwentyEqualModels_SeldomCallsOneSlower()
    {
        Print("20 equal models, one is called slower", "3 rounds", "5 rounds", "8 rounds");
        foreach (var shape in _shapes.Where(shape => shape < NoiseShape.QuietTwoCores && shape != NoiseShape.BurstsOnOne))
        {
            var wrong = new[] { 3, 5, 8 }.Select(rounds =>
            {
                var runs = new SimulatedRuns(shape, rounds);
                return Share([.. Enumerable.Range(0, RankedRuns).Select(_ => runs.Levels(RankedModels, rounds, Blocks))], levels => CallsOneSlower(levels));
            }).ToList();
            Print(shape.ToString(), [.. wrong.Select(Percent)]);

            // Launches of each model that resemble their neighbours deceive any method that takes them for independent.
            Assert.All(wrong, share => Assert.InRange(share, 0, shape == NoiseShape.AutocorrelatedLaunches ? 0.95 : 0.075));
        }
    }

    /// <summary>Four models of twenty vary more between launches; none is slower.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Ranking_OfModelsThatVaryDifferently_SeldomCallsOneSlower(int times)
    {
        var noise = new Noise(2);
        foreach (var rounds in new[] { 3, 5, 8 })
        {
            var wrong = Share([.. Enumerable.Range(0, RankedRuns).Select(_ => Independent(noise, rounds, model => model < 4 ? times : 1))], levels => CallsOneSlower(levels));
            output.WriteLine($"{rounds} rounds, four vary {times} times as much: one is called slower in {Percent(wrong)} of runs");
            Assert.InRange(wrong, 0, 0.12);
        }
    }

    /// <summary>Ten models on one core and ten on several; in each launch one class as a whole is slower or faster. None is slower on average.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Ranking_OfTwoClassesThatVaryTogether_SeldomCallsOneSlower(int times)
    {
        var noise = new Noise(3);
        foreach (var rounds in new[] { 3, 5, 8 })
        {
            var wrong = Share([.. Enumerable.Range(0, RankedRuns).Select(_ =>
            {
                var shared = Enumerable.Range(0, rounds).Select(_ => times * noise.Normal()).ToArray();
                return (IReadOnlyList<IReadOnlyList<double?>>)[.. Independent(noise, rounds, _ => 1).Select((row, model) => row.Select((level, round) => level + (model < 10 ? shared[round] : 0)).ToArray())];
            })], levels => CallsOneSlower(levels, model => model < 10));
            output.WriteLine($"{rounds} rounds, classes vary {times} times as much: one is called slower in {Percent(wrong)} of runs");
            Assert.InRange(wrong, 0, 0.09);
        }
    }

    private static List<IReadOnlyList<double?>> Independent(Noise noise, int rounds, Func<int, double> spread) =>
        [.. Enumerable.Range(0, RankedModels).Select(model => (IReadOnlyList<double?>)[.. Enumerable.Range(0, rounds).Select(_ => (double?)(spread(model) * noise.Normal()))])];

    /// <summary>Independent rounds seldom look alike; those that resemble their neighbours are found the more often the more there are.</summary>
    [Fact]
    public void SerialRounds_OfTwenty_AreFoundMoreOftenThanOfEight()
    {
        Print("rounds are said to resemble their neighbours", "8 rounds", "12 rounds", "20 rounds");
        var found = new[] { NoiseShape.Normal, NoiseShape.AutocorrelatedLaunches }.Select(shape =>
        {
            var shares = new[] { 8, 12, 20 }.Select(rounds => Share(Draw(shape, rounds, false), sample => TypicalLaunch.Of(sample).IsSerial)).ToList();
            Print(shape.ToString(), [.. shares.Select(Percent)]);
            return shares;
        }).ToList();
        Assert.All(found[0], share => Assert.InRange(share, 0, 0.055));
        Assert.InRange(found[1][2], 0.12, 1);
        Assert.True(found[1][2] > found[1][0]);
    }

    /// <summary>What e-values are for: stopping at the first interval on one side is wrong several times as often.</summary>
    [Fact]
    public void FirstIntervalOnOneSide_LookedForAfterEachRound_IsWrongTooOften()
    {
        var wrong = Share(Draw(NoiseShape.Normal, MostRounds, false), sample => Enumerable.Range(3, MostRounds - 2)
            .Any(rounds => TypicalLaunch.Of(First(sample, rounds)).Interval is { Lower: > 1 } or { Upper: < 1 }));
        output.WriteLine($"wrong when stopping at the first interval on one side: {Percent(wrong)}");
        Assert.InRange(wrong, 0.12, 1);
    }

    private static List<NestedSample> Draw(NoiseShape shape, int rounds, bool isMoreWork)
    {
        var runs = new SimulatedRuns(shape, rounds);
        return [.. Enumerable.Range(0, Runs).Select(_ => runs.Pair(rounds, Blocks, isMoreWork))];
    }

    private static bool IsCalled(NestedSample sample, Looks looks)
    {
        var figure = Figures.Of(TypicalLaunch.Of(sample), []);
        return new LimitTest(figure, 1, looks) is { IsAtLeast: true } or { IsAtMost: true };
    }

    private static int? RoundsUntilCalled(NestedSample sample) =>
        Enumerable.Range(3, sample.Rounds.Count - 2).Cast<int?>().FirstOrDefault(rounds => IsCalled(First(sample, rounds!.Value), Looks.Any));

    private static NestedSample First(NestedSample sample, int rounds) => Samples.Of([.. sample.Rounds.Take(rounds).Select(round => round.ToArray())]);

    private static bool CallsOneSlower(IReadOnlyList<IReadOnlyList<double?>> levels, Func<int, bool>? usesOneCore = null)
    {
        var differences = new SimultaneousDifferences(levels, [.. levels.Select((_, model) => usesOneCore?.Invoke(model) ?? false)], levels.Count);
        var best = Enumerable.Range(0, levels.Count).MaxBy(model => differences.Levels[model]);
        return Enumerable.Range(0, levels.Count).Any(model => model != best && differences.Between(best, model) is var (estimate, halfWidth) && estimate.Mean > halfWidth);
    }

    private static double Share<T>(IReadOnlyCollection<T> of, Func<T, bool> which) => of.Count(which) / (double)of.Count;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private void Print(string first, params IReadOnlyList<string> columns) => output.WriteLine($"{first,-40}{string.Concat(columns.Select(column => $"{column,20}"))}");
}
