using System.Globalization;
using ConcurrencyBench.Analysis.Calibrating;
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
        // Neighbouring launches say the same twice. That is looked for, and the table of serial rounds has how often it is found.
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

    /// <summary>
    /// Half of the models have the first rounds, the others those after, the first model has all of them. All rounds differ by what their models have in common, and
    /// the baseline varies as much as the others.
    /// </summary>
    [Theory]
    [InlineData(20, 3, 3, false)]
    [InlineData(20, 5, 3, false)]
    [InlineData(20, 8, 8, true)]
    [InlineData(3, 3, 3, false)]
    [InlineData(3, 5, 5, true)]
    [InlineData(4, 12, 3, false)]
    public void Ranking_OfModelsThatNeverMet_SeldomCallsOneSlower(int models, int first, int then, bool areTwoClasses)
    {
        var noise = new Noise(4);
        var runs = Enumerable.Range(0, RankedRuns).Select(_ => InTwoHalves([.. Independent(noise, first + then, _ => 1).Take(models)], first, noise)).ToList();
        var wrong = Share(runs, levels => CallsOneSlower(levels, areTwoClasses ? model => model % 2 == 0 : null, 0));
        output.WriteLine($"{models} models, {first} rounds of one half and {then} of the other: one is called slower in {Percent(wrong)} of runs");
        Assert.InRange(wrong, 0, 0.075);
    }

    /// <summary>The intervals are no wider than they must be: one of six standard errors of the difference is found more often than not.</summary>
    [Fact]
    public void Ranking_OfModelsThatNeverMet_FindsADifference()
    {
        const int Rounds = 8;
        var noise = new Noise(6);
        var difference = 6 * Math.Sqrt(4.0 / Rounds);
        var runs = Enumerable.Range(0, 100).Select(_ => InTwoHalves(Independent(noise, 2 * Rounds, _ => 1), Rounds, noise)).ToList();
        var found = Share(runs, levels => new SimultaneousDifferences(
            [.. levels.Select((row, model) => model == RankedModels - 1 ? [.. row.Select(level => level - difference)] : row)], [.. levels.Select(_ => false)], levels.Count, 0)
            .Between(1, RankedModels - 1) is { IsByBaseline: true, CommonLaunches: 0 } between && between.Estimate.Mean > between.HalfWidth);
        output.WriteLine($"six standard errors are found in {Percent(found)} of runs");
        Assert.InRange(found, 0.5, 1);
    }

    private static List<IReadOnlyList<double?>> InTwoHalves(List<IReadOnlyList<double?>> levels, int rounds, Noise noise)
    {
        var shared = levels[0].Select(_ => 10 * noise.Normal()).ToArray();
        return [.. levels.Select((row, model) => row.Select((level, round) => model == 0 || model < (levels.Count + 1) / 2 == round < rounds ? level + shared[round] : null).ToArray())];
    }

    private static List<IReadOnlyList<double?>> Independent(Noise noise, int rounds, Func<int, double> spread) =>
        [.. Enumerable.Range(0, RankedModels).Select(model => (IReadOnlyList<double?>)[.. Enumerable.Range(0, rounds).Select(_ => (double?)(spread(model) * noise.Normal()))])];

    /// <summary>Independent rounds, whatever their distribution, are refused in one of a hundred runs; three standard errors of this simulation more.</summary>
    [Fact]
    public void SerialRounds_ThatAreIndependent_AreSeldomRefused()
    {
        Print("independent rounds are called serial", "6 rounds", "8 rounds", "12 rounds", "20 rounds");
        foreach (var shape in _shapes.Where(shape => shape != NoiseShape.AutocorrelatedLaunches))
        {
            var shares = new[] { 6, 8, 12, 20 }.Select(rounds => Share(Draw(shape, rounds, false), sample => TypicalLaunch.Of(sample).IsSerial)).ToList();
            Print(shape.ToString(), [.. shares.Select(Percent)]);
            Assert.All(shares, share => Assert.InRange(share, 0, 0.015));
        }
    }

    /// <summary>Rounds that resemble their neighbours are found the more often the more there are; the least is what each must reach, in percent.</summary>
    [Theory]
    [InlineData("launches, correlation 0.5", 0.5, 0.0, 0.0, 5, 13, 32)]
    [InlineData("launches, correlation 0.6", 0.6, 0.0, 0.0, 8, 21, 47)]
    [InlineData("launches, correlation 0.8", 0.8, 0.0, 0.0, 14, 38, 73)]
    [InlineData("the same 0.6, seen through blocks", 0.6, 0.0, 0.66, 3, 8, 21)]
    [InlineData("trend by two standard deviations", 0.0, 2.0, 0.0, 5, 8, 13)]
    [InlineData("trend by three standard deviations", 0.0, 3.0, 0.0, 15, 26, 42)]
    public void SerialRounds_ThatResembleTheirNeighbours_AreFound(string what, double correlation, double trend, double blocks, int ofEight, int ofTwelve, int ofTwenty)
    {
        var noise = new Noise(5);
        var shares = new[] { 8, 12, 20 }.Select(rounds => Share([.. Enumerable.Range(0, Runs).Select(_ => Serial(noise, rounds, correlation, trend, blocks))], values => new Estimate(values).IsSerial)).ToList();
        Print("rounds are found to be serial", "8 rounds", "12 rounds", "20 rounds");
        Print(what, [.. shares.Select(Percent)]);
        Assert.All(shares.Zip([ofEight, ofTwelve, ofTwenty]), pair => Assert.InRange(100 * pair.First, pair.Second, 100));
    }

    private static List<double> Serial(Noise noise, int rounds, double correlation, double trend, double blocks)
    {
        var (values, before) = (new List<double>(), noise.Normal());
        for (var round = 0; round < rounds; round++)
        {
            before = (correlation * before) + (Math.Sqrt(1 - (correlation * correlation)) * noise.Normal());
            values.Add(before + (trend * round / (rounds - 1)) + (blocks * noise.Normal()));
        }

        return values;
    }

    /// <summary>
    /// One model's own figure against a limit that is its mean over launches. A tail to one side does not cancel as in a ratio: rounds in which no slow launch came look
    /// certainly faster than the mean. The last shape is the worst: a limit 2 % above what sixteen launches of seventeen take, and noise of 2 %.
    /// </summary>
    [Theory]
    [InlineData(NoiseShape.Normal, 0.033, 0.033)]
    [InlineData(NoiseShape.LaunchTail, 0.012, 0.066)]
    [InlineData(NoiseShape.RareSlowLaunches, 0.005, 0.31)]
    public void Verdict_OnOneModelsOwnFigure_IsWrongOnOneSide(NoiseShape shape, double mostAbove, double mostBelow)
    {
        Print("one's own figure, limit its mean", "above, look at 3", "above, look at 5", "above, any to 20", "below, look at 3", "below, look at 5", "below, any to 20");
        var wrong = new[] { true, false }.SelectMany(isAbove => new[] { 3, 5 }.Select(rounds => Share(DrawAlone(shape, rounds), sample => Says(sample, Looks.Once, isAbove)))
            .Append(Share(DrawAlone(shape, MostRounds), sample => Enumerable.Range(3, MostRounds - 2).Any(rounds => Says(First(sample, rounds), Looks.Any, isAbove))))).ToList();
        Print(shape.ToString(), [.. wrong.Select(Percent)]);
        Assert.All(wrong[..3], share => Assert.InRange(share, 0, mostAbove));
        Assert.All(wrong[3..], share => Assert.InRange(share, 0, mostBelow));
    }

    private static List<NestedSample> DrawAlone(NoiseShape shape, int rounds)
    {
        var runs = new SimulatedRuns(shape, rounds);
        return [.. Enumerable.Range(0, Runs).Select(_ => runs.Alone(rounds, Blocks))];
    }

    private static bool Says(NestedSample sample, Looks looks, bool isAbove)
    {
        var test = new LimitTest(Figures.Of(TypicalLaunch.Of(sample), []), 1, looks);
        return isAbove ? test.IsAtLeast : test.IsAtMost;
    }

    /// <summary>A calibration of few rounds knows little of how much they vary, which its floors allow for; where launches have a long tail, it has seldom seen the worst of them.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Floor_MadeOfFewRounds_IsExceededByOneComparisonInAHundred(bool hasTail)
    {
        var noise = new Noise(11);
        Print($"floor is exceeded, {(hasTail ? "long tail" : "normal")}", "3 of 5 rounds", "5 of 8 rounds", "5 of 15 rounds", "12 of 15 rounds");
        var exceeded = new (int Rounds, int Of)[] { (3, 5), (5, 8), (5, 15), (12, 15) }.Select(each => Enumerable.Range(0, 400).Average(draw =>
        {
            var floor = Math.Log(FloorQuantile.Of(PairsOf(Copies(each.Of, 4)), each.Rounds, draw));
            return Share([.. Enumerable.Range(0, 100).Select(_ => PairsOf(Copies(each.Rounds, 2))[0].Average())], mean => Math.Abs(mean) > floor);
        })).ToList();
        Print(string.Empty, [.. exceeded.Select(Percent)]);
        Assert.All(exceeded, share => Assert.InRange(share, 0.002, hasTail ? 0.055 : 0.015));

        List<List<double>> Copies(int rounds, int count) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, rounds).Select(_ => hasTail ? noise.Skewed(1) : noise.Normal()).ToList())];
    }

    private static List<List<double>> PairsOf(List<List<double>> copies) =>
        [.. from one in copies.Index() from other in copies.Skip(one.Index + 1) select one.Item.Zip(other, (mine, theirs) => mine - theirs).ToList()];

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

    private static bool CallsOneSlower(IReadOnlyList<IReadOnlyList<double?>> levels, Func<int, bool>? usesOneCore = null, int? baseline = null)
    {
        var differences = new SimultaneousDifferences(levels, [.. levels.Select((_, model) => usesOneCore?.Invoke(model) ?? false)], levels.Count, baseline);
        var best = Enumerable.Range(0, levels.Count).MaxBy(model => differences.Levels[model]);
        return Enumerable.Range(0, levels.Count).Any(model => model != best && differences.Between(best, model) is { } difference && difference.Estimate.Mean > difference.HalfWidth);
    }

    private static double Share<T>(IReadOnlyCollection<T> of, Func<T, bool> which) => of.Count(which) / (double)of.Count;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private void Print(string first, params IReadOnlyList<string> columns) => output.WriteLine($"{first,-40}{string.Concat(columns.Select(column => $"{column,20}"))}");
}
