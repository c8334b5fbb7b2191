using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>A journal, grouped once by cell and by block, so that everything after takes linear time.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<Cell, CellSamples> _cells = [];
    private readonly List<Failure> _failures = [];
    private readonly DisturbedOperations _disturbed;
    private readonly ILookup<string?, MeasuredBlock> _blocks;

    // A round launches one worker for each model of a workload, and no round has a number that an earlier one had.
    private readonly HashSet<(Runtime Runtime, string Model, string Workload, int Round)> _workers = [];
    private double _orchestratorNanoseconds;
    private double _watchedNanoseconds;

    /// <summary>Groups a journal.</summary>
    /// <param name="entries">Its entries, in order.</param>
    /// <param name="machine">Where it was measured.</param>
    public JournalIndex(IReadOnlyList<JournalEntry> entries, MachineEnvironment machine)
    {
        _disturbed = new DisturbedOperations(machine);
        var blocks = new Dictionary<(string Workload, int Round, int Block), List<BlockMeasurement>>();
        foreach (var entry in entries)
        {
            Milliseconds = Math.Max(Milliseconds, entry.AtMilliseconds);
            switch (entry)
            {
                case BlockMeasurement { Items: > 0, Nanoseconds: > 0 and < double.PositiveInfinity } measurement:
                    Gather(blocks, measurement);
                    break;
                case BlockMeasurement:
                    UnusableMeasurements++;
                    break;
                case Launch launch:
                    CellOf(launch.Cell).Add(launch, _workers.Add((launch.Cell.Runtime, launch.Cell.Model, launch.Cell.Workload, launch.Round)));
                    break;
                case Failure failure:
                    _failures.Add(failure);
                    CellOf(failure.Cell).Add(failure);
                    break;
            }
        }

        var ordered = blocks.OrderBy(block => block.Key.Round).ThenBy(block => block.Key.Block)
            .Select(block => (block.Key.Workload, Block: new MeasuredBlock(block.Value))).ToList();
        foreach (var comparison in ordered.GroupBy(block => (block.Workload, block.Block.Comparison), block => block.Block))
        {
            _disturbed.LeaveOut([.. comparison]);
        }

        _blocks = ordered.ToLookup(block => block.Block.Comparison, block => block.Block);
        ordered.ForEach(block => Add(block.Block));
    }

    /// <summary>The cells, in the order they first appear.</summary>
    public IReadOnlyCollection<CellSamples> Cells => _cells.Values;

    /// <summary>The failures, in order.</summary>
    public IReadOnlyList<Failure> Failures => _failures;

    /// <summary>Blocks.</summary>
    public int Blocks { get; private set; }

    /// <summary>Operations, those that do not count among them.</summary>
    public int Operations { get; private set; }

    /// <summary>Operations that do not count.</summary>
    public LeftOutOperations LeftOut { get; private set; }

    /// <summary>Operations that a CPU quota throttled, whether they count or not.</summary>
    public int ThrottledOperations { get; private set; }

    /// <summary>For how long the run was stopped while it measured, ns.</summary>
    public long InterruptedNanoseconds { get; private set; }

    /// <summary>Disturbed operations that had to count.</summary>
    public int DisturbedOperations { get; private set; }

    /// <summary>Those of them that a CPU quota throttled.</summary>
    public int DisturbedByQuota { get; private set; }

    /// <summary>Operations for which the system reported what others did meanwhile.</summary>
    public int WatchedOperations { get; private set; }

    /// <summary>Measurements without items or without a duration, which are left out.</summary>
    public int UnusableMeasurements { get; private set; }

    /// <summary>CPU time of the program itself inside the operations that count, over their time; null where it is not available.</summary>
    public double? OrchestratorShare => _watchedNanoseconds > 0 ? _orchestratorNanoseconds / _watchedNanoseconds : null;

    /// <summary>How long the run has been measuring, ms.</summary>
    public long Milliseconds { get; private set; }

    /// <summary>What the journal holds of a cell.</summary>
    /// <returns>Its samples, or null when the journal does not name it.</returns>
    public CellSamples? Find(Cell cell) => _cells.GetValueOrDefault(cell);

    /// <summary>The blocks of a comparison, by its id, in order.</summary>
    public IReadOnlyList<MeasuredBlock> BlocksOf(string comparison) => [.. _blocks[comparison]];

    private static void Gather(Dictionary<(string Workload, int Round, int Block), List<BlockMeasurement>> blocks, BlockMeasurement measurement)
    {
        var key = (measurement.Cell.Workload, measurement.Round, measurement.Block);
        if (!blocks.TryGetValue(key, out var block))
        {
            blocks.Add(key, block = []);
        }

        block.Add(measurement);
    }

    private void Add(MeasuredBlock block)
    {
        Blocks++;
        foreach (var measurement in block.Measurements)
        {
            Add(block, measurement);
        }
    }

    private void Add(MeasuredBlock block, BlockMeasurement measurement)
    {
        var kind = _disturbed.KindOf(measurement);
        var counts = block.Find(measurement.Cell) is not null;
        Operations++;
        LeftOut = counts ? LeftOut : LeftOut.With(kind);
        ThrottledOperations += kind == DisturbanceKind.Throttled ? 1 : 0;
        InterruptedNanoseconds += measurement.Disturbance?.InterruptedNanoseconds ?? 0;
        DisturbedOperations += counts && kind != DisturbanceKind.None ? 1 : 0;
        DisturbedByQuota += counts && kind == DisturbanceKind.Throttled ? 1 : 0;
        WatchedOperations += measurement.Disturbance is not null ? 1 : 0;
        CellOf(measurement.Cell).Add(block, measurement, kind);
        if (counts && measurement.Costs.OrchestratorCpuNanoseconds is { } orchestrator)
        {
            _orchestratorNanoseconds += orchestrator;
            _watchedNanoseconds += measurement.Nanoseconds;
        }
    }

    private CellSamples CellOf(Cell cell)
    {
        if (!_cells.TryGetValue(cell, out var samples))
        {
            _cells.Add(cell, samples = new CellSamples(cell));
        }

        return samples;
    }
}
