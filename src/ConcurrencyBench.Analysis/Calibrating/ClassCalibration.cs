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

    /// <summary>No run has more in the seconds that are looked at, unless the times in its journal cannot be.</summary>
    private const int MostRounds = 50;

    private const double Coverage = 0.95;
    private const int Draws = 1000;

    // Finely, since a comparison of ten rounds that is held against the floor of eight is held against too much.
    private static readonly IReadOnlyList<int> _floorRounds = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 20];
    private static readonly IReadOnlyList<int> _floorBlocks = [2, 4, 6, 8, 12, 16];
    private static readonly IReadOnlyList<int> _seconds = [30, 60, 120];

    private readonly IReadOnlyList<IReadOnlyList<double>> _medians = [.. copies.Identical.Where(IsEnough).Select(sample => LaunchMedians(sample, int.MaxValue))];
    private readonly IReadOnlyList<(int Index, DisjointPair Item)> _trials = [.. copies.Disjoint.Index().Where(pair => IsEnough(pair.Item.Ratios))];

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
    /// <param name="kept">The floors that runs take from the calibration.</param>
    /// <param name="quiet">The same without a neighbour, which has the floors of a run; null where that was not measured.</param>
    public CalibratedClass Record(string model, CopySamples? plain, IReadOnlyList<CalibratedFloor> kept, ClassCalibration? quiet)
    {
        var (launch, block) = Variances();
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
            Coverage = ExactShare.Of(_trials.SelectMany(trial => Windows(trial.Item)).Select(window => new Estimate(window).Interval is { Lower: <= 1, Upper: >= 1 })),
            CalledDifferent = ExactShare.Of(from trial in Judged(quiet) from window in Windows(trial.Pair) select trial.Call.AtOneLook(window)),
            CalledAtAnyLook = ExactShare.Of(from trial in Judged(quiet) select trial.Call.AtAnyLook([.. LaunchMedians(trial.Pair.Ratios, int.MaxValue).Take(Rounds)])),
            Detections = [.. from percent in copies.ExtraWork from seconds in _seconds select Detect(percent, seconds, CallWith(kept))],
            PlainRuns = plain is null ? null : PlainRuns.Of(plain.LaunchesAlone(), ComparisonRounds, HalfWidth),
        };
    }

    /// <summary>The noise floors, for as many rounds as were measured, by ascending blocks and rounds.</summary>
    public IReadOnlyList<CalibratedFloor> Floors() => FloorsOf([.. copies.Identical.Where(IsEnough)], _floorBlocks.Where(blocks => blocks <= Blocks));

    private List<CalibratedFloor> FloorsOf(List<NestedSample> pairs, IEnumerable<int> launchSizes) => pairs.Count == 0 ? [] :
    [
        .. from blocks in launchSizes
           let medians = pairs.Select(sample => LaunchMedians(sample, blocks)).ToList()
           from rounds in _floorRounds
           where rounds <= Rounds
           select new CalibratedFloor(comparison.Workload, copies.UsesOneCore, metric.Id, rounds, blocks, FloorQuantile.Of(medians, rounds, seed)),
    ];

    /// <summary>
    /// The pairs with the verdict of a run, whose floor knows nothing of their launches: it is made of the other copies on the machine without a neighbour. A launch
    /// is measured beside every neighbour in turn, so floors of all copies would know it. Pairs without others are not judged.
    /// </summary>
    private IEnumerable<(DisjointPair Pair, DifferenceCall Call)> Judged(ClassCalibration? quiet) =>
        from trial in _trials
        let floors = quiet?.FloorsWithout(trial.Index)
        where floors is { Count: > 0 }
        select (trial.Item, CallWith(floors));

    private List<CalibratedFloor> FloorsWithout(int pair) =>
        FloorsOf([.. (copies.Disjoint.ElementAtOrDefault(pair)?.Others ?? []).Where(IsEnough)], _floorBlocks.Where(blocks => blocks <= Blocks).TakeLast(1));

    private DifferenceCall CallWith(IReadOnlyList<CalibratedFloor> floors)
    {
        var noise = new CalibratedNoise(default, floors);

        // Found once for each number of rounds: it is asked for at every look of every draw.
        var ratios = Enumerable.Range(0, Math.Max(MostRounds, Rounds) + 1).Select(rounds => noise.Find(comparison.Workload, copies.UsesOneCore, metric.Id, rounds, Blocks)).ToList();
        return new DifferenceCall(rounds => ratios[rounds]);
    }

    private static bool IsEnough(NestedSample sample) => sample.Rounds.Count >= Estimate.FewestRounds;

    private static List<double> LaunchMedians(NestedSample sample, int blocks) => [.. sample.Rounds.Select(round => Medians.Of(round.Take(blocks)))];

    private (double Launch, double Block) Variances()
    {
        var components = copies.Identical.Select(VarianceComponents.Of).OfType<VarianceComponents>().ToList();
        return components.Count == 0 ? (0, 0) : (components.Average(each => each.Launch), components.Average(each => each.Block));
    }

    private int BlocksPerLaunch(double launch, double block) => BlocksOfALaunch.Of(
        times.OperationSeconds(comparison) is > 0 and var operation ? times.LaunchSeconds(comparison) / operation : double.PositiveInfinity,
        launch > 0 ? block / launch : double.PositiveInfinity);

    /// <summary>The comparisons of so many rounds that a pair's rounds are enough for, none of which is in two of them.</summary>
    private IEnumerable<IReadOnlyList<double>> Windows(DisjointPair pair) => LaunchMedians(pair.Ratios, int.MaxValue).Chunk(ComparisonRounds).Where(window => window.Length == ComparisonRounds);

    private CalibratedDetection Detect(int percent, int seconds, DifferenceCall call)
    {
        var more = copies.More(percent).Where(IsEnough).Select(sample => LaunchMedians(sample, int.MaxValue)).ToList();
        var rounds = RoundSeconds > 0 ? (int)Math.Min(MostRounds, seconds / RoundSeconds) : 0;
        var draws = more.Count == 0 || rounds < Estimate.FewestRounds ? [] : new RoundDraws(more, seed).Of(rounds).Take(Draws).ToList();
        return new CalibratedDetection(percent, (double)Operation.ExtraItems(copies.Items, percent) / Math.Max(1, copies.Items), seconds, rounds)
        {
            AtOneLook = Share(call.AtOneLook),
            AtAnyLook = Share(call.AtAnyLook),
        };

        double? Share(Func<IReadOnlyList<double>, bool> isFound) => draws.Count == 0 ? null : draws.AsParallel().Average(medians => isFound(medians) ? 1.0 : 0.0);
    }
}
