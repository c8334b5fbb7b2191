using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// How the models of each comparison stand, by throughput, CPU time and memory. The statements of a standing hold together
/// (<see cref="SimultaneousDifferences"/>), and none calls a difference what the noise floor hides.
/// </summary>
internal sealed class Rankings(JournalIndex journal, IReadOnlyList<CellResult> cells, NoiseFloors floors)
{
    /// <summary>The rankings of a plan's comparisons.</summary>
    /// <returns>One for each comparison in which a model met the baseline, in the plan's order.</returns>
    public IReadOnlyList<Ranking> Of(Plan plan) =>
    [
        .. from comparison in plan.Comparisons
           let contenders = Contenders(comparison)
           where contenders.Count > 1
           select Of(contenders, comparison),
    ];

    /// <summary>The baseline and the models that met it. Null cases are none: they are models that stand in the ranking already.</summary>
    private List<CellSamples> Contenders(Comparison comparison) =>
    [
        .. from result in cells
           let cell = result.Cell
           where cell.Runtime.IsDotNet && comparison.Cells.Contains(cell) && !ModelAlias.Is(cell.Model)
           where cell == comparison.Baseline || result.SpeedUp is not null
           orderby cell == comparison.Baseline descending
           select journal.Find(cell)!,
    ];

    private Ranking Of(List<CellSamples> contenders, Comparison comparison)
    {
        var differences = Differences(contenders, comparison, Metric.Throughput);
        var speed = Standing(contenders, differences, Metric.Throughput);
        var isDisturbed = contenders.Exists(samples => samples.IsDisturbed);
        return new Ranking
        {
            Comparison = comparison.Id,
            BesideBaseline = contenders[0].Cell == comparison.Baseline ? BesideBaseline(contenders, differences) : [],
            Speed = speed,
            Cpu = Cost(contenders, comparison, Metric.Cpu),
            Memory = Cost(contenders, comparison, Metric.Memory),
            IsDisturbed = isDisturbed,
            IsReliable = !isDisturbed && speed.Rivals.Count == contenders.Count - 1 && speed.Rivals.All(rival => rival.Ratio.Interval is not null),
        };
    }

    private Standing? Cost(List<CellSamples> contenders, Comparison comparison, Metric metric) =>
        contenders.TrueForAll(samples => samples.At(comparison.Id).All(measurement => metric.Read(measurement) > 0)) ? Standing(contenders, Differences(contenders, comparison, metric), metric) : null;

    private SimultaneousDifferences Differences(List<CellSamples> contenders, Comparison comparison, Metric metric)
    {
        var samples = contenders.Concat(NullCases(comparison)).ToList();
        var levels = LaunchLevels.Of(journal.BlocksOf(comparison.Id), [.. samples.Select(cell => cell.Cell)], metric);
        return new SimultaneousDifferences(levels, [.. samples.Select(cell => cell.UsesOneCore)], contenders.Count, contenders[0].Cell == comparison.Baseline ? 0 : null);
    }

    private static IReadOnlyList<BaselineDifference> BesideBaseline(List<CellSamples> contenders, SimultaneousDifferences differences) =>
    [
        .. from row in Enumerable.Range(1, contenders.Count - 1)
           let difference = differences.Between(row, 0)
           where difference is not null
           select new BaselineDifference(contenders[row].Cell, IntervalOf(difference)),
    ];

    private static Interval? IntervalOf(Difference difference) =>
        difference.HalfWidth is { } width ? Interval.Around(difference.Estimate.Mean, width) : null;

    private Standing Standing(List<CellSamples> contenders, SimultaneousDifferences differences, Metric metric)
    {
        var sign = metric.Better == Better.Higher ? 1 : -1;
        var best = Enumerable.Range(0, contenders.Count).MaxBy(row => sign * differences.Levels[row]);
        var rivals = from row in Enumerable.Range(0, contenders.Count)
                     where row != best
                     let difference = sign > 0 ? differences.Between(best, row) : differences.Between(row, best)
                     where difference is not null
                     let rival = Rival(contenders[best], contenders[row], metric, difference)
                     orderby rival.Ratio.Value
                     select rival;
        return new Standing(metric.Id, contenders[best].Cell.Model, [.. rivals]);
    }

    private IEnumerable<CellSamples> NullCases(Comparison comparison) =>
        comparison.Cells.Where(cell => ModelAlias.Is(cell.Model)).Select(journal.Find).OfType<CellSamples>().Where(samples => samples.At(comparison.Id).Any());

    private Rival Rival(CellSamples best, CellSamples other, Metric metric, Difference difference)
    {
        var ratio = Figures.Of(difference.Estimate, [.. other.Warnings, .. SampleWarnings.Unsettled(best)]) with
        {
            Interval = IntervalOf(difference),
            NoiseFloor = FloorOf(floors.Between(best.Cell, other.Cell, metric), difference),
        };
        return new Rival(other.Cell.Model, ratio, PlaceOf(ratio)) { CommonRounds = difference.CommonLaunches, IsByBaseline = difference.IsByBaseline };
    }

    /// <summary>By the baseline, identical code differs by the square root of two times as much: two differences are made of as many rounds.</summary>
    private static NoiseFloor? FloorOf(NoiseFloor? floor, Difference difference) =>
        difference.IsByBaseline && floor is not null ? floor with { Ratio = Math.Pow(floor.Ratio, Math.Sqrt(2)) } : floor;

    private static Place PlaceOf(Figure ratio) =>
        ratio.Interval is not { } interval || ratio.IsSerial ? Place.NotToldApart
        : interval.Upper <= Results.Rival.AsGood ? Place.Within
        : interval.Lower > 1 && ratio.Value >= (ratio.NoiseFloor?.Ratio ?? 1) ? Place.Worse
        : Place.NotToldApart;
}
