using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>How many rounds each cell has had. A round may have only some cells, and one that was cut short counts for those that have all their blocks.</summary>
internal sealed class CellRounds
{
    private readonly Dictionary<(string Comparison, string Model), int> _rounds = [];
    private readonly Dictionary<string, int> _next = [];

    /// <summary>Counts those of earlier sessions.</summary>
    public CellRounds(Plan plan, IReadOnlyList<JournalEntry> entries)
    {
        var wanted = entries.OfType<RoundStart>().SelectMany(start => start.Comparisons.Select(part => (Key: (part.Comparison, start.Round), part.Blocks)))
            .ToDictionary(part => part.Key, part => part.Blocks);
        foreach (var round in entries.OfType<BlockMeasurement>().GroupBy(line => (Comparison: line.Comparison!, line.Cell.Model, line.Round)))
        {
            if (round.Count() >= wanted.GetValueOrDefault((round.Key.Comparison, round.Key.Round), plan.BlocksPerRound))
            {
                Add(round.Key.Comparison, round.Key.Model);
            }
        }

        foreach (var (workload, round) in entries.OfType<RoundStart>().Select(start => (start.Workload, start.Round)).Concat(entries.OfType<CellEntry>().Select(line => (line.Cell.Workload, line.Round))))
        {
            _next[workload] = Math.Max(NextNumber(workload), round + 1);
        }
    }

    /// <summary>The rounds of a cell in a comparison.</summary>
    public int Of(Comparison comparison, Cell cell) => _rounds.GetValueOrDefault((comparison.Id, cell.Model));

    /// <summary>The number that no round of the workload has had.</summary>
    public int NextNumber(string workload) => _next.GetValueOrDefault(workload);

    /// <summary>Counts a round of this session, whatever came of it: what was tried in vain is not tried for ever.</summary>
    public void Add(PlannedRound round)
    {
        foreach (var part in round.Parts)
        {
            foreach (var cell in part.Comparison.Cells)
            {
                Add(part.Comparison.Id, cell.Model);
            }
        }

        _next[round.Workload] = NextNumber(round.Workload) + 1;
    }

    private void Add(string comparison, string model) => _rounds[(comparison, model)] = _rounds.GetValueOrDefault((comparison, model)) + 1;
}
