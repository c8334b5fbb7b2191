using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>The names of one model in a comparison, with extra work and without.</summary>
internal sealed class CopySamples
{
    private const double MostOfAll = 0.9;

    private readonly ILookup<int, CellSamples> _byExtraWork;
    private readonly Metric _metric;
    private readonly string _comparison;

    public CopySamples(JournalIndex journal, Comparison comparison, string model, Metric metric)
    {
        (_metric, _comparison) = (metric, comparison.Id);
        _byExtraWork = comparison.Cells.Where(cell => ModelAlias.ModelId(cell.Model) == model)
            .Select(journal.Find).OfType<CellSamples>().ToLookup(samples => ModelAlias.ExtraWorkPercent(samples.Cell.Model));
        var copies = _byExtraWork[0].ToList();
        Identical = PairsOf(copies);
        Disjoint = [.. copies.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new DisjointPair(Ratios(pair[0], pair[1]), PairsOf([.. copies.Except(pair)])))];
    }

    /// <summary>How many names identical code has.</summary>
    public int Copies => _byExtraWork[0].Count();

    /// <summary>
    /// Whether the identical code used one core at the most: by the operations that used the most, since beside other programs even what uses all
    /// cores gets only one of them.
    /// </summary>
    public bool UsesOneCore => _byExtraWork[0].All(samples => samples.At(_comparison).Select(Metric.Cores.Read).OfType<double>().Order().ToList() is { Count: > 0 } cores
        && cores[(int)(MostOfAll * (cores.Count - 1))] <= CellSamples.OneCore);

    /// <summary>The log ratios of each pair of identical code, by round. Pairs share copies, so they are no independent trials.</summary>
    public IReadOnlyList<NestedSample> Identical { get; }

    /// <summary>Those pairs that share no copy with one another.</summary>
    public IReadOnlyList<DisjointPair> Disjoint { get; }

    /// <summary>The extra work that there is, percent, ascending.</summary>
    public IEnumerable<int> ExtraWork => _byExtraWork.Select(group => group.Key).Where(percent => percent > 0).Order();

    /// <summary>How many items an operation has; 0 where none was measured.</summary>
    public int Items => _byExtraWork[0].SelectMany(samples => samples.Included).FirstOrDefault()?.Items ?? 0;

    /// <summary>The log ratios of code with extra work over each copy without, by round.</summary>
    public IReadOnlyList<NestedSample> More(int percent) =>
        [.. from more in _byExtraWork[percent] from other in _byExtraWork[0] select Ratios(more, other)];

    /// <summary>The logarithm of the median block of each launch, for each copy by itself.</summary>
    public IReadOnlyList<IReadOnlyList<double>> LaunchesAlone() =>
    [
        .. from samples in _byExtraWork[0]
           select (from round in samples.At(_comparison).GroupBy(measurement => measurement.Round)
                   let values = round.Select(_metric.Read).OfType<double>().Where(value => value > 0).ToList()
                   where values.Count > 0
                   select Math.Log(Medians.Of(values))).ToList(),
    ];

    private List<NestedSample> PairsOf(List<CellSamples> copies) =>
        [.. from one in copies.Index() from other in copies.Skip(one.Index + 1) select Ratios(one.Item, other)];

    private NestedSample Ratios(CellSamples samples, CellSamples other) => samples.LogRatios(other.Cell, _metric, _comparison);
}
