using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>A journal, grouped once by cell and by block, so that everything after takes linear time.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<Cell, CellSamples> _cells = [];
    private readonly List<Failure> _failures = [];

    // A round launches one worker for each model of a workload, and no round has a number that an earlier one had.
    private readonly HashSet<(Runtime Runtime, string Model, string Workload, int Round)> _workers = [];
    private double _orchestratorNanoseconds;
    private double _watchedNanoseconds;

    /// <summary>Groups a journal.</summary>
    /// <param name="entries">Its entries, in order.</param>
    /// <param name="machine">Where it was measured.</param>
    public JournalIndex(IReadOnlyList<JournalEntry> entries, MachineEnvironment machine)
    {
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
            .Select(block => new MeasuredBlock(block.Value, machine)).ToList();
        foreach (var comparison in ordered.GroupBy(block => (block.Workload, block.Comparison)))
        {
            LeaveOutContaminated([.. comparison]);
        }

        ordered.ForEach(Add);
    }

    /// <summary>The cells, in the order they first appear.</summary>
    public IReadOnlyCollection<CellSamples> Cells => _cells.Values;

    /// <summary>The failures, in order.</summary>
    public IReadOnlyList<Failure> Failures => _failures;

    /// <summary>Blocks, contaminated ones among them.</summary>
    public int Blocks { get; private set; }

    /// <summary>Blocks that do not count.</summary>
    public LeftOutBlocks LeftOut { get; private set; }

    /// <summary>Blocks that a CPU quota disturbed, whether they count or not.</summary>
    public int ThrottledBlocks { get; private set; }

    /// <summary>For how long the run was stopped while it measured, ns.</summary>
    public long InterruptedNanoseconds { get; private set; }

    /// <summary>Contaminated blocks that had to count.</summary>
    public int DisturbedBlocks { get; private set; }

    /// <summary>Those of them that a CPU quota disturbed.</summary>
    public int DisturbedByQuota { get; private set; }

    /// <summary>Blocks for which the system reported what others did meanwhile.</summary>
    public int WatchedBlocks { get; private set; }

    /// <summary>Measurements without items or without a duration, which are left out.</summary>
    public int UnusableMeasurements { get; private set; }

    /// <summary>CPU time of the program itself inside the operations that count, over their time; null where it is not available.</summary>
    public double? OrchestratorShare => _watchedNanoseconds > 0 ? _orchestratorNanoseconds / _watchedNanoseconds : null;

    /// <summary>How long the run has been measuring, ms.</summary>
    public long Milliseconds { get; private set; }

    /// <summary>What the journal holds of a cell.</summary>
    /// <returns>Its samples, or null when the journal does not name it.</returns>
    public CellSamples? Find(Cell cell) => _cells.GetValueOrDefault(cell);

    private static void Gather(Dictionary<(string Workload, int Round, int Block), List<BlockMeasurement>> blocks, BlockMeasurement measurement)
    {
        var key = (measurement.Cell.Workload, measurement.Round, measurement.Block);
        if (!blocks.TryGetValue(key, out var block))
        {
            blocks.Add(key, block = []);
        }

        block.Add(measurement);
    }

    /// <summary>
    /// A machine that others use all the time still deserves figures, though with warnings. Contaminated blocks are left out
    /// once enough rounds for an interval, or else every round, have clean ones. One in which the run was stopped is left out always: its
    /// times are not uncertain but false.
    /// </summary>
    private static void LeaveOutContaminated(IReadOnlyList<MeasuredBlock> comparison)
    {
        foreach (var block in comparison)
        {
            block.Counts = !block.IsInterrupted;
        }

        var rounds = comparison.Where(block => block.Counts).Select(block => block.Round).Distinct().Count();
        var cleanRounds = comparison.Where(block => !block.IsContaminated).Select(block => block.Round).Distinct().Count();
        if (cleanRounds < Math.Min(rounds, Estimate.FewestRounds))
        {
            return;
        }

        foreach (var block in comparison)
        {
            block.Counts = !block.IsContaminated;
        }
    }

    private void Add(MeasuredBlock block)
    {
        Blocks++;
        LeftOut = block.Counts ? LeftOut : LeftOut.With(block.Disturbance);
        ThrottledBlocks += block.Disturbance == BlockDisturbance.Throttled ? 1 : 0;
        InterruptedNanoseconds += block.Measurements.Sum(measurement => measurement.Disturbance?.InterruptedNanoseconds ?? 0);
        DisturbedBlocks += block.Counts && block.IsContaminated ? 1 : 0;
        DisturbedByQuota += block.Counts && block.Disturbance == BlockDisturbance.Throttled ? 1 : 0;
        WatchedBlocks += block.Measurements.Any(measurement => measurement.Disturbance is not null) ? 1 : 0;
        foreach (var measurement in block.Measurements)
        {
            CellOf(measurement.Cell).Add(block, measurement);
            if (block.Counts && measurement.Costs.OrchestratorCpuNanoseconds is { } orchestrator)
            {
                _orchestratorNanoseconds += orchestrator;
                _watchedNanoseconds += measurement.Nanoseconds;
            }
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
