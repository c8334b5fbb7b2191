using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>What one pass over the models of a comparison gave. Models that failed in it are missing.</summary>
internal sealed class MeasuredBlock
{
    private readonly Dictionary<Cell, BlockMeasurement> _measurements = [];
    private readonly HashSet<Cell> _leftOut = [];

    /// <summary>Gathers a block's measurements.</summary>
    /// <param name="measurements">At least one, all of the same workload, round and block; of a cell's two the later counts.</param>
    public MeasuredBlock(IReadOnlyList<BlockMeasurement> measurements)
    {
        foreach (var measurement in measurements)
        {
            _measurements[measurement.Cell] = measurement;
        }

        Round = measurements[0].Round;
        Number = measurements[0].Block;
        Comparison = measurements[0].Comparison;
    }

    /// <summary>Which round, from 0.</summary>
    public int Round { get; }

    /// <summary>Which block of its round and workload, from 0.</summary>
    public int Number { get; }

    /// <summary>The comparison's id; null in an old journal where only baselines gave a measurement, which do not say.</summary>
    public string? Comparison { get; }

    /// <summary>What was measured, each cell once, whether it counts or not.</summary>
    public IReadOnlyCollection<BlockMeasurement> Measurements => _measurements.Values;

    /// <summary>The measurement of a cell.</summary>
    /// <returns>The measurement; null when the block has none that counts.</returns>
    public BlockMeasurement? Find(Cell cell) => _leftOut.Contains(cell) ? null : _measurements.GetValueOrDefault(cell);

    /// <summary>Leaves the measurement of a cell out. The others of the block count all the same.</summary>
    public void LeaveOut(Cell cell) => _leftOut.Add(cell);
}
