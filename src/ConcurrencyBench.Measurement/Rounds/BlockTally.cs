using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Whether a comparison needs another block in this round: while a living cell has fewer clean operations than blocks are wanted. A machine that is
/// always busy must not keep the run for ever, so there are at most half as many more. Those in which the run itself was stopped are beside them.
/// </summary>
/// <param name="wanted">How many clean operations of each cell.</param>
/// <param name="repeats">False without a warm-up, where the workers' own compiling disturbs every operation.</param>
internal sealed class BlockTally(int wanted, bool repeats)
{
    private const int MostInterruptions = 5;

    private readonly Dictionary<Cell, int> _clean = [];
    private readonly int _most = repeats ? wanted + ((wanted + 1) / 2) : wanted;
    private int _counted;
    private int _interrupted;

    /// <summary>Whether no block was measured yet.</summary>
    public bool IsEmpty => _counted + _interrupted == 0;

    /// <summary>Whether another block is to be measured.</summary>
    /// <param name="living">The cells that still can be.</param>
    public bool NeedsMore(IEnumerable<Cell> living) => _counted < _most && living.Any(cell => CleanOf(cell) < wanted);

    /// <summary>Which block of those wanted is the next, from 1.</summary>
    public int Next(IEnumerable<Cell> living) => living.Select(CleanOf).DefaultIfEmpty(0).Min() + 1;

    /// <summary>Counts a block.</summary>
    public void Add(IEnumerable<BlockMeasurement> block, MachineEnvironment machine)
    {
        var kinds = block.Select(measurement => (measurement.Cell, Kind: measurement.DisturbanceOn(machine))).ToList();
        foreach (var (cell, _) in kinds.Where(operation => operation.Kind == DisturbanceKind.None))
        {
            _clean[cell] = CleanOf(cell) + 1;
        }

        if (_interrupted < MostInterruptions && kinds.Exists(operation => operation.Kind == DisturbanceKind.Interrupted))
        {
            _interrupted++;
        }
        else
        {
            _counted++;
        }
    }

    private int CleanOf(Cell cell) => _clean.GetValueOrDefault(cell);
}
