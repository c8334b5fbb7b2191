using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>What one pass over the models of a comparison gave. Models that failed in it are missing.</summary>
internal sealed class MeasuredBlock
{
    private readonly Dictionary<Cell, Measurement> _measurements = [];

    /// <summary>Gathers a block's measurements.</summary>
    /// <param name="measurements">At least one, all of the same workload, round and block; of a cell's two the later counts.</param>
    /// <param name="machine">Where it was measured.</param>
    public MeasuredBlock(IReadOnlyList<Measurement> measurements, MachineEnvironment machine)
    {
        foreach (var measurement in measurements)
        {
            _measurements[measurement.Cell] = measurement;
        }

        Workload = measurements[0].Cell.Workload;
        Round = measurements[0].Round;
        Number = measurements[0].Block;
        IsContaminated = Disturbance.Contaminates(_measurements.Values, machine);
        Concurrency = _measurements.Keys.Where(cell => !Baseline.Is(cell.Model)).Select(cell => (int?)cell.Concurrency).Max();
    }

    /// <summary>The comparison's workload.</summary>
    public string Workload { get; }

    /// <summary>Which round, from 0.</summary>
    public int Round { get; }

    /// <summary>Which block of its round and workload, from 0.</summary>
    public int Number { get; }

    /// <summary>The comparison's concurrency; null when only baselines gave a measurement, which do not tell.</summary>
    public int? Concurrency { get; }

    /// <summary>Whether others took so much of the machine that the block should not count.</summary>
    public bool IsContaminated { get; }

    /// <summary>Whether it counts: contaminated blocks only do where there are too few others.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>What was measured, each cell once.</summary>
    public IReadOnlyCollection<Measurement> Measurements => _measurements.Values;

    /// <summary>The measurement of a cell.</summary>
    /// <param name="cell">Which.</param>
    /// <returns>The measurement, or null when the block has none.</returns>
    public Measurement? Find(Cell cell) => _measurements.GetValueOrDefault(cell);
}
