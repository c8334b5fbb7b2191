using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>All that a journal holds of one cell, in the order of rounds and blocks.</summary>
internal sealed class CellSamples(Cell cell)
{
    /// <summary>More CPU time than this, over wall time, is more than one core's: the rest of a process, as the runtime's compiler, takes a little.</summary>
    public const double OneCore = 1.2;

    private readonly List<MeasuredBlock> _cleanBlocks = [];
    private readonly List<BlockMeasurement> _clean = [];
    private readonly List<Launch> _launches = [];
    private readonly List<Launch> _firstLaunches = [];
    private readonly List<Failure> _failures = [];

    // Every ratio asks for them again, and only after the journal's index has added everything.
    private bool? _usesOneCore;
    private IReadOnlyList<string>? _warnings;

    public Cell Cell => cell;

    /// <summary>Its measurements that count: the clean ones, unless there were too few.</summary>
    public IReadOnlyList<BlockMeasurement> Included => _clean;

    /// <summary>Its operations that do not count.</summary>
    public LeftOutOperations LeftOut { get; private set; }

    /// <summary>Whether disturbed operations had to count, because too few rounds had clean ones: no verdict may rest on them.</summary>
    public bool IsDisturbed { get; private set; }

    /// <summary>Whether a CPU quota throttled one of the operations that had to count.</summary>
    public bool IsThrottled { get; private set; }

    /// <summary>Its launches during which the run was not stopped.</summary>
    public IReadOnlyList<Launch> Launches => _launches;

    /// <summary>How many launches do not count, because the run itself was stopped during them.</summary>
    public int InterruptedLaunches { get; private set; }

    /// <summary>Those with which a worker began: the other cells of a worker find its code compiled already.</summary>
    public IReadOnlyList<Launch> FirstLaunches => _firstLaunches;

    public IReadOnlyList<Failure> Failures => _failures;

    /// <summary>Whether its operations used one core at the most, going by their median; false where it is not available.</summary>
    public bool UsesOneCore => _usesOneCore ??=
        _clean.Select(Metric.Cores.Read).OfType<double>().ToList() is { Count: > 0 } shares
        && shares.Count == _clean.Count && Medians.Of(shares) <= OneCore;

    /// <summary>Warnings about all its figures: sentences, usually none.</summary>
    public IReadOnlyList<string> Warnings => _warnings ??= SampleWarnings.About(this);

    /// <summary>Adds a block in which the cell was measured; rounds and blocks come in order.</summary>
    public void Add(MeasuredBlock block, BlockMeasurement measurement, DisturbanceKind disturbance)
    {
        if (block.Find(cell) is null)
        {
            LeftOut = LeftOut.With(disturbance);
            return;
        }

        IsDisturbed |= disturbance != DisturbanceKind.None;
        IsThrottled |= disturbance == DisturbanceKind.Throttled;
        _cleanBlocks.Add(block);
        _clean.Add(measurement);
    }

    public void Add(Launch launch, bool isFirst)
    {
        if (launch.InterruptedNanoseconds is not null)
        {
            InterruptedLaunches++;
            return;
        }

        _launches.Add(launch);
        if (isFirst)
        {
            _firstLaunches.Add(launch);
        }
    }

    public void Add(Failure failure) => _failures.Add(failure);

    /// <summary>Its measurements in the blocks of one comparison that count.</summary>
    /// <returns>The measurements in order.</returns>
    public IEnumerable<BlockMeasurement> At(string comparison) =>
        _clean.Where((_, index) => _cleanBlocks[index].Comparison == comparison);

    /// <summary>The logarithms of a metric of this cell alone.</summary>
    /// <param name="metric">The metric; a measurement where it is absent, not positive or not finite is skipped.</param>
    public NestedSample Logs(Metric metric)
    {
        var sample = new NestedSample();
        foreach (var measurement in _clean)
        {
            if (metric.Read(measurement) is > 0 and < double.PositiveInfinity and var value)
            {
                sample.Add(measurement.Round, Math.Log(value));
            }
        }

        return sample;
    }

    /// <summary>Forms the logarithms of this cell's metric over another's, within blocks and never across.</summary>
    /// <param name="denominator">The other cell.</param>
    /// <param name="metric">What is compared; a block where either is absent or not positive is skipped.</param>
    /// <param name="comparison">Only blocks of this comparison; null for all.</param>
    /// <returns>The logarithms by round; empty when the two never met in a clean block.</returns>
    public NestedSample LogRatios(Cell denominator, Metric metric, string? comparison = null)
    {
        var sample = new NestedSample();
        for (var index = 0; index < _clean.Count; index++)
        {
            var block = _cleanBlocks[index];
            if ((comparison is null || block.Comparison == comparison)
                && block.Find(denominator) is { } other
                && metric.Read(_clean[index]) is > 0 and var mine
                && metric.Read(other) is > 0 and var theirs)
            {
                sample.Add(block.Round, Math.Log(mine / theirs));
            }
        }

        return sample;
    }

    /// <summary>Forms the logarithms of a metric of this cell's launches over that of another's, within rounds.</summary>
    /// <param name="denominator">The other cell.</param>
    /// <param name="metric">What is compared; it is read from launches.</param>
    /// <returns>The logarithms, one a launch that began with the cell; empty when the two never both did in one round.</returns>
    public NestedSample LogRatiosOfLaunches(CellSamples denominator, Metric metric)
    {
        var sample = new NestedSample();
        var pairs = from mine in _firstLaunches
                    join theirs in denominator.FirstLaunches on mine.Round equals theirs.Round
                    orderby mine.Round
                    select (mine.Round, Ratio: metric.ReadLaunch!(mine) / metric.ReadLaunch!(theirs));
        foreach (var (round, ratio) in pairs)
        {
            if (ratio is > 0 and var value)
            {
                sample.Add(round, Math.Log(value));
            }
        }

        return sample;
    }
}
