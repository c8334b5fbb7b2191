using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>
/// Who was fastest in each comparison. A model is called slower only when its own ratio to the fastest says so, formed within
/// blocks. Two speed-ups whose intervals overlap can still differ, as both hold the noise of the same baseline.
/// <para>
/// Selection: the fastest is chosen after looking, so its lead is overstated. Of equal models the unluckiest is judged
/// against the luckiest: of six equal models, intervals alone call at least one slower in up to a third of all runs. Rather
/// than by a correction, as of the multiple comparisons with the best (Hsu 1984), that is held back by the noise floor.
/// The floor grows with the same noise and leaves about 3 % where two null cases are as noisy as the models. The simulation in the
/// tests shows both. More models leave more, and where no null case was measured nothing holds it back.
/// </para>
/// </summary>
internal sealed class Rankings(JournalIndex journal, IReadOnlyList<CellResult> cells, NoiseFloors floors)
{
    /// <summary>The rankings of a plan's comparisons.</summary>
    /// <returns>One for each comparison in which a model met the baseline, in the plan's order.</returns>
    public IReadOnlyList<Ranking> Of(Plan plan) =>
    [
        .. from comparison in plan.Comparisons
           let contenders = Contenders(comparison)
           where contenders.Count > 0
           select Of(contenders, comparison),
    ];

    private static string? Best(IReadOnlyList<CellSamples> candidates, string comparison, Metric metric)
    {
        var known = candidates.Select(samples => (samples.Cell.Model, Value: MedianOf(samples, comparison, metric))).ToList();
        return known.Any(candidate => candidate.Value is null) ? null
            : (metric.Better == Better.Lower ? known.MinBy(candidate => candidate.Value) : known.MaxBy(candidate => candidate.Value)).Model;
    }

    private static double? MedianOf(CellSamples samples, string comparison, Metric metric)
    {
        var known = samples.At(comparison).Select(metric.Read).ToList();
        return known.Contains(null) ? null : Medians.Of(known.OfType<double>());
    }

    // Null cases are no candidates: they are models that stand in the ranking already.
    private List<CellResult> Contenders(Comparison comparison) =>
    [
        .. from result in cells
           let cell = result.Cell
           where cell.Runtime.IsDotNet && comparison.Cells.Contains(cell) && result.SpeedUp is not null && !ModelAlias.Is(cell.Model)
           select result,
    ];

    private Ranking Of(IReadOnlyList<CellResult> contenders, Comparison comparison)
    {
        var best = contenders.MaxBy(result => result.SpeedUp!.Value)!;
        var baseline = comparison.Baseline!;
        var candidates = contenders.Select(result => result.Cell).Prepend(baseline).Select(cell => journal.Find(cell)!).ToList();
        var fastest = journal.Find(best.SpeedUp!.Value > 1 ? best.Cell : baseline)!;
        var warningsOfFastest = SampleWarnings.Unsettled(fastest).ToList();
        var rivals = (from samples in candidates
                      where samples != fastest
                      let rival = Against(fastest, samples, comparison.Id, warningsOfFastest)
                      where rival is not null
                      orderby rival.Ratio.Value
                      select rival).ToList();
        var isDisturbed = contenders.Any(result => journal.Find(result.Cell)!.IsDisturbed);
        return new Ranking
        {
            Comparison = comparison.Id,
            Fastest = fastest.Cell.Model,
            Rivals = rivals,
            LeastCpu = Best(candidates, comparison.Id, Metric.Cpu),
            IsDisturbed = isDisturbed,
            IsReliable = !isDisturbed && rivals.Count == candidates.Count - 1 && rivals.All(rival => rival.Ratio.Interval is not null),
        };
    }

    private Rival? Against(CellSamples fastest, CellSamples other, string comparison, IReadOnlyList<string> warningsOfFastest)
    {
        var ratios = fastest.LogRatios(other.Cell, Metric.Throughput, comparison);
        if (ratios.Rounds.Count == 0)
        {
            return null;
        }

        var figure = Figures.Of(NestedMean.Mean(ratios), [.. other.Warnings, .. warningsOfFastest]) with
        {
            NoiseFloor = floors.Between(fastest.Cell, other.Cell, Metric.Throughput),
        };
        return new Rival(other.Cell.Model, FigureWarnings.WithDistinction(figure, fastest.Cell.Model), !new LimitTest(figure, 1).IsAbove);
    }
}
