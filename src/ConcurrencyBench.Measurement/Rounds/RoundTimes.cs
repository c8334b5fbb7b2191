using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Where the time of one round went, read from the times of its lines: from its start to the first launch, from launch to launch, from the last
/// of them to the first operation, and from operation to operation.
/// </summary>
/// <param name="start">How the round began.</param>
internal sealed class RoundTimes(RoundStart start)
{
    private const double Longest = 3_600_000;

    private readonly HashSet<string> _models = [];
    private readonly Dictionary<(string Comparison, Cell Cell), double> _prepared = [];
    private readonly Dictionary<string, (Cell First, double Milliseconds)> _warmedUp = [];
    private readonly HashSet<(string Comparison, Cell Cell)> _measured = [];
    private double _last = start.AtMilliseconds;
    private string? _measuring;
    private int _operations;

    /// <summary>How many models were launched.</summary>
    public int Models => _models.Count;

    /// <summary>How many operations there were for one that was wanted, since disturbed ones are repeated; 1 at the least.</summary>
    public double Repeats => Math.Max(1, (double)_operations / start.Comparisons.Sum(part => (long)part.Blocks * part.Models.Count));

    /// <summary>What came before the first launch: the fixture, and the start of all workers; and after <see cref="End"/>, what came after the last line.</summary>
    public double StartMilliseconds { get; private set; }

    /// <summary>Takes the next line.</summary>
    /// <returns>What an operation took, with what surrounds it; null where the line does not show it.</returns>
    public double? Add(CellEntry entry)
    {
        var (took, comparison) = (Since(entry.AtMilliseconds), entry.Comparison ?? string.Empty);
        var wasMeasuring = _measuring == comparison;
        _last = entry.AtMilliseconds;
        _measuring = entry is BlockMeasurement ? comparison : null;
        switch (entry)
        {
            case Launch when _models.Count == 0:
                // Not since the line before: a launch is written once it is ready, after the failures of others that took longer.
                StartMilliseconds = Between(start.AtMilliseconds, entry.AtMilliseconds);
                break;
            case Launch:
                _prepared[(comparison, entry.Cell)] = took;
                break;
            case BlockMeasurement when !wasMeasuring:
                _warmedUp.TryAdd(comparison, (entry.Cell, took));
                break;
        }

        Note(entry, comparison);
        return entry is BlockMeasurement && wasMeasuring ? took : null;
    }

    public void End(double milliseconds) => StartMilliseconds += Since(milliseconds);

    /// <summary>What it took to make each cell ready: its own preparation, and an equal share of the warm-up of its comparison.</summary>
    /// <param name="operation">What an operation of a cell takes, since the first ends the warm-up.</param>
    public IEnumerable<((string Comparison, Cell Cell) Key, double Milliseconds)> Ready(Func<Cell, double> operation) =>
        from cells in _measured.GroupBy(cell => cell.Comparison)
        let warmUp = _warmedUp[cells.Key]
        let share = Math.Max(0, warmUp.Milliseconds - operation(warmUp.First)) / cells.Count()
        from cell in cells
        select (cell, share + _prepared.GetValueOrDefault(cell));

    private double Since(double milliseconds) => Between(_last, milliseconds);

    // A file may say that time went back, or that years passed.
    private static double Between(double from, double to) => Math.Clamp(to - from, 0, Longest);

    private void Note(CellEntry entry, string comparison)
    {
        if (entry is Launch)
        {
            _models.Add(entry.Cell.Model);
        }
        else if (entry is BlockMeasurement)
        {
            _operations++;
            _measured.Add((comparison, entry.Cell));
        }
    }
}
