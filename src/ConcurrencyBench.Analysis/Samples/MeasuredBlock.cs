using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>What one pass over the models of a comparison gave. Models that failed in it are missing.</summary>
internal sealed class MeasuredBlock
{
    private readonly Dictionary<Cell, BlockMeasurement> _measurements = [];

    /// <summary>Gathers a block's measurements.</summary>
    /// <param name="measurements">At least one, all of the same workload, round and block; of a cell's two the later counts.</param>
    /// <param name="machine">Where it was measured.</param>
    public MeasuredBlock(IReadOnlyList<BlockMeasurement> measurements, MachineEnvironment machine)
    {
        foreach (var measurement in measurements)
        {
            _measurements[measurement.Cell] = measurement;
        }

        Workload = measurements[0].Cell.Workload;
        Round = measurements[0].Round;
        Number = measurements[0].Block;
        Disturbance = Abstractions.Records.Disturbance.Of(_measurements.Values, machine);
        Comparison = measurements[0].Comparison;
    }

    /// <summary>The comparison's workload.</summary>
    public string Workload { get; }

    /// <summary>Which round, from 0.</summary>
    public int Round { get; }

    /// <summary>Which block of its round and workload, from 0.</summary>
    public int Number { get; }

    /// <summary>The comparison's id; null in an old journal where only baselines gave a measurement, which do not say.</summary>
    public string? Comparison { get; }

    /// <summary>Why the block should not count.</summary>
    public BlockDisturbance Disturbance { get; }

    /// <summary>Whether the block should not count.</summary>
    public bool IsContaminated => Disturbance != BlockDisturbance.None;

    /// <summary>Whether the run itself was stopped during the block, so that its times are not those of its operations.</summary>
    public bool IsInterrupted => Disturbance == BlockDisturbance.Interrupted;

    /// <summary>Whether it counts: contaminated blocks only do where there are too few others, and interrupted ones never.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>What was measured, each cell once.</summary>
    public IReadOnlyCollection<BlockMeasurement> Measurements => _measurements.Values;

    /// <summary>The measurement of a cell.</summary>
    /// <returns>The measurement, or null when the block has none.</returns>
    public BlockMeasurement? Find(Cell cell) => _measurements.GetValueOrDefault(cell);
}
