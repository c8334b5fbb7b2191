using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// What rounds cost, learned from the run's own: the start of a worker, making a cell ready, an operation, and how often one is repeated. All of it is read from the times of the
/// journal's lines, so a resumed run knows what it knew before.
/// </summary>
internal sealed class RoundCosts
{
    // What they are about on one machine; with these a run's first rounds are ordered, and no more.
    private const double UsualStart = 500;
    private const double UsualReady = 1000;
    private const double UsualOperation = 100;

    private readonly LearnedMeans<string> _start = new(UsualStart);
    private readonly LearnedMeans<(string Comparison, Cell Cell)> _ready = new(UsualReady);
    private readonly LearnedMeans<Cell> _operation = new(UsualOperation);
    private readonly LearnedMeans<string> _repeats = new(1);
    private (string Workload, RoundTimes Times)? _round;

    /// <summary>Whether a round was measured whose costs are known.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Takes the next line of the journal.</summary>
    public void Add(JournalEntry entry)
    {
        if (entry is RoundStart start)
        {
            EndRound(start.AtMilliseconds);
            _round = (start.Workload, new RoundTimes(start));
        }
        else if (entry is CellEntry line && _round is { } round && line.Cell.Workload == round.Workload && round.Times.Add(line) is { } operation)
        {
            _operation.Add(round.Workload, line.Cell, operation);
        }
    }

    /// <summary>Notes that the round ended of which lines came last.</summary>
    public void EndRound(double milliseconds)
    {
        if (_round is not { Times.Models: > 0 } round)
        {
            return;
        }

        round.Times.End(milliseconds);
        _start.Add(round.Workload, round.Workload, round.Times.StartMilliseconds / round.Times.Models);
        _repeats.Add(round.Workload, round.Workload, round.Times.Repeats);
        foreach (var (key, took) in round.Times.Ready(OperationMilliseconds))
        {
            _ready.Add(round.Workload, key, took);
        }

        (_round, IsKnown) = (null, true);
    }

    /// <summary>How long a round is expected to take.</summary>
    public TimeSpan Of(IReadOnlyList<PlannedPart> parts) =>
        TimeSpan.FromMilliseconds(Math.Min(Rule.LongestRunMilliseconds, parts.Sum(part => Launch(part.Comparison, parts) + (part.Blocks * Block(part.Comparison)))));

    /// <summary>What the launches of a comparison cost over what a block of it does.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="parts">The round, whose launches serve all its comparisons.</param>
    public double LaunchOverBlock(Comparison comparison, IReadOnlyList<PlannedPart> parts) => Launch(comparison, parts) / Block(comparison);

    private double Launch(Comparison comparison, IReadOnlyList<PlannedPart> parts) => comparison.Cells.Sum(cell =>
        _ready.Of(cell.Workload, (comparison.Id, cell))
        + (_start.Of(cell.Workload, cell.Workload) / parts.Count(part => part.Comparison.Find(cell.Model) is not null)));

    private double Block(Comparison comparison) => _repeats.Of(comparison.Workload, comparison.Workload) * comparison.Cells.Sum(OperationMilliseconds);

    private double OperationMilliseconds(Cell cell) => _operation.Of(cell.Workload, cell);
}
