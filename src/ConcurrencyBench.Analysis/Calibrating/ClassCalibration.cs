using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>What one comparison says of the copies of one model in one metric.</summary>
/// <param name="comparison">The comparison, whose blocks are paired.</param>
/// <param name="copies">The copies in it.</param>
/// <param name="metric">What is compared.</param>
/// <param name="times">What launches and operations cost.</param>
/// <param name="seed">Decides the rounds that are drawn anew.</param>
internal sealed class ClassCalibration(Comparison comparison, CopySamples copies, Metric metric, MeasuredTimes times, int seed)
{
    /// <summary>A pair, the baseline and two null cases.</summary>
    private const int CellsOfAComparison = 5;

    /// <summary>Looks after each round are simulated for so many.</summary>
    private const int RoundsOfManyLooks = 8;

    /// <summary>No run has more in the seconds that are looked at, unless the times in its journal cannot be.</summary>
    private const int MostRounds = 50;

    private const double Coverage = 0.95;
    private const double FloorQuantile = 0.99;

    private static readonly IReadOnlyList<int> _floorRounds = [3, 5, 8, 12];
    private static readonly IReadOnlyList<int> _floorBlocks = [2, 4, 6, 8, 12, 16];
    private static readonly IReadOnlyList<int> _seconds = [30, 60, 120];

    private readonly IReadOnlyList<IReadOnlyList<double>> _medians = [.. copies.Identical.Where(IsEnough).Select(sample => LaunchMedians(sample, int.MaxValue))];

    /// <summary>Whether there are rounds enough to say anything.</summary>
    public bool HasEnough => _medians.Count > 0;

    private int Rounds => _medians.Min(pair => pair.Count);

    private int Blocks => (int)Medians.Of(copies.Identical.Where(IsEnough).SelectMany(sample => sample.Rounds).Select(round => (long)round.Count));

    private int ComparisonRounds => Math.Min(Rounds, Estimate.FewestOfACloseCall);

    private double RoundSeconds => CellsOfAComparison * (times.LaunchSeconds(comparison) + (Blocks * times.OperationSeconds(comparison)));

    private double HalfWidth => StudentQuantile.Of(Coverage, ComparisonRounds - 1) * Math.Sqrt(_medians.Average(pair => new Estimate(pair).Variance) / ComparisonRounds);

    /// <summary>What is recorded.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="plain">The same copies measured one after the other; null where they were not.</param>
    public CalibratedClass Record(string model, CopySamples? plain)
    {
        var (launch, block) = Variances();
        var floors = Floors();
        var call = new DifferenceCall(rounds => floors.LastOrDefault(floor => floor.Rounds <= rounds)?.Ratio);
        return new CalibratedClass
        {
            Workload = comparison.Workload,
            Model = model,
            UsesOneCore = copies.UsesOneCore,
            Neighbour = comparison.Neighbour ?? NeighbourKind.None,
            Metric = metric.Id,
            Copies = copies.Copies,
            Rounds = Rounds,
            Blocks = Blocks,
            Disturbed = 0,
            LaunchVariance = launch,
            BlockVariance = block,
            BlocksPerLaunch = BlocksPerLaunch(launch, block),
            LaunchSeconds = times.LaunchSeconds(comparison),
            OperationSeconds = times.OperationSeconds(comparison),
            ComparisonSeconds = ComparisonRounds * RoundSeconds,
            ComparisonRounds = ComparisonRounds,
            HalfWidth = Math.Exp(HalfWidth) - 1,
            Coverage = ExactShare.Of(Chunks(ComparisonRounds).Select(rounds => new Estimate(rounds).Interval is { Lower: <= 1, Upper: >= 1 })),
            CalledDifferent = ExactShare.Of(Chunks(Math.Min(Rounds, RoundsOfManyLooks)).Select(call.AtAnyLook)),
            Detections = [.. from percent in copies.ExtraWork from seconds in _seconds select Detect(percent, seconds, call)],
            PlainRuns = plain is null ? null : PlainRuns.Of(plain.LaunchesAlone(), ComparisonRounds, HalfWidth),
        };
    }

    /// <summary>The noise floors, for as many rounds as were measured, by ascending blocks and rounds.</summary>
    public IReadOnlyList<CalibratedFloor> Floors() =>
    [
        .. from blocks in _floorBlocks
           where blocks <= Blocks
           let draws = new RoundDraws([.. copies.Identical.Where(IsEnough).Select(sample => LaunchMedians(sample, blocks))], seed)
           from rounds in _floorRounds
           where rounds <= Rounds
           select new CalibratedFloor(comparison.Workload, copies.UsesOneCore, metric.Id, rounds, blocks, Math.Exp(Quantile([.. draws.OfIdentical(rounds).Select(medians => Math.Abs(medians.Average()))]))),
    ];

    private static bool IsEnough(NestedSample sample) => sample.Rounds.Count >= Estimate.FewestRounds;

    private static List<double> LaunchMedians(NestedSample sample, int blocks) => [.. sample.Rounds.Select(round => Medians.Of(round.Take(blocks)))];

    private static double Quantile(double[] values)
    {
        Array.Sort(values);
        return values[(int)Math.Ceiling(FloorQuantile * values.Length) - 1];
    }

    private (double Launch, double Block) Variances()
    {
        var components = copies.Identical.Select(VarianceComponents.Of).OfType<VarianceComponents>().ToList();
        return components.Count == 0 ? (0, 0) : (components.Average(each => each.Launch), components.Average(each => each.Block));
    }

    private int BlocksPerLaunch(double launch, double block) => BlocksOfALaunch.Of(
        times.OperationSeconds(comparison) is > 0 and var operation ? times.LaunchSeconds(comparison) / operation : double.PositiveInfinity,
        launch > 0 ? block / launch : double.PositiveInfinity);

    /// <summary>Separate rounds of each pair.</summary>
    private IEnumerable<IReadOnlyList<double>> Chunks(int rounds) => _medians.SelectMany(pair => pair.Chunk(rounds)).Where(chunk => chunk.Length == rounds);

    private CalibratedDetection Detect(int percent, int seconds, DifferenceCall call)
    {
        var more = copies.More(percent).Where(IsEnough).Select(sample => LaunchMedians(sample, int.MaxValue)).ToList();
        var rounds = RoundSeconds > 0 ? (int)Math.Min(MostRounds, seconds / RoundSeconds) : 0;
        var draws = more.Count == 0 || rounds < Estimate.FewestRounds ? [] : new RoundDraws(more, seed).Of(rounds).ToList();
        return new CalibratedDetection(percent, (double)Operation.ExtraItems(copies.Items, percent) / Math.Max(1, copies.Items), seconds, rounds)
        {
            AtOneLook = Share(call.AtOneLook),
            AtAnyLook = Share(call.AtAnyLook),
        };

        double? Share(Func<IReadOnlyList<double>, bool> isFound) => draws.Count == 0 ? null : draws.AsParallel().Average(medians => isFound(medians) ? 1.0 : 0.0);
    }
}
