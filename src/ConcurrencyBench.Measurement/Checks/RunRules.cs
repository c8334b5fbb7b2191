using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>
/// What holds for the lines of a journal together. They are of one run, in order, about cells of its plan, and nothing was measured
/// twice, in two ways, or faster than its waits allow. Asked once for each line, in order.
/// </summary>
internal sealed class RunRules(RunManifest manifest, IReadOnlyList<Workload> workloads)
{
    private readonly Dictionary<string, Workload> _known = workloads.ToDictionary(workload => workload.Id);

    private readonly Dictionary<(string Workload, Parameters Others), Workload?> _asMeasured = [];

    private readonly Dictionary<string, HashSet<Cell>> _cells = manifest.Plan.Comparisons.ToDictionary(comparison => comparison.Id, comparison => comparison.Cells.ToHashSet());

    private readonly HashSet<string> _comparisons = [.. manifest.Plan.Comparisons.Select(comparison => comparison.Id)];

    private readonly HashSet<Cell> _planned = [.. manifest.Plan.Comparisons.SelectMany(comparison => comparison.Cells)];

    /// <summary>
    /// The cells that a failure may name where a line has no comparison: a launch that failed was once filed at the workload's first
    /// concurrency, also for a model that is not planned there.
    /// </summary>
    private readonly HashSet<Cell> _mayFail =
    [
        .. from plan in manifest.Plan.Workloads
           from comparison in plan.Comparisons
           from other in plan.Comparisons
           from cell in other.Cells
           select other.IsOfBaseline(cell) ? cell : cell with { Parameters = comparison.Parameters },
    ];

    private readonly HashSet<(Cell Cell, int Round, int Block)> _measured = [];
    private readonly Dictionary<(string Workload, int Round, int Block), string?> _blocks = [];
    private readonly HashSet<(Cell Cell, int Round)> _launched = [];
    private readonly HashSet<(string Workload, int Round)> _begun = [];
    private readonly HashSet<(string Comparison, int Round)> _attended = [];
    private readonly Dictionary<Cell, int> _items = [];
    private long _last = -1;

    /// <summary>
    /// A line with the plan's own cell, and the run's own id, instead of equal ones of its own: a long journal has few of them, a hundred thousand times.
    /// </summary>
    /// <param name="entry">The line.</param>
    /// <returns>The same line where it names others.</returns>
    public JournalEntry Shared(JournalEntry entry)
    {
        var runId = entry.RunId == manifest.Id ? manifest.Id : entry.RunId;
        return entry is CellEntry line
            ? line with { RunId = runId, Cell = _planned.TryGetValue(line.Cell, out var cell) ? cell : line.Cell, Comparison = Shared(line.Comparison) }
            : entry with { RunId = runId };
    }

    /// <summary>Checks the next line.</summary>
    /// <param name="entry">The line, which keeps <see cref="RecordRules"/>.</param>
    public Fault? Next(JournalEntry entry) => OfRun(entry) ?? (entry is CellEntry of ? OfCell(of) : null) ?? entry switch
    {
        RoundStart start => OfRound(start),
        BlockMeasurement measurement => OfMeasurement(measurement),
        NeighbourPresence presence => OfPresence(presence),
        Launch launch when !_launched.Add((launch.Cell, launch.Round)) =>
            new Fault("cell", launch.Cell.ToString(), $"it was launched in round {Rule.Text(launch.Round)} before, and is launched once a round"),
        _ => null,
    };

    private string? Shared(string? comparison) =>
        comparison is not null && _comparisons.TryGetValue(comparison, out var own) ? own : comparison;

    private Fault? OfRun(JournalEntry entry)
    {
        if (entry.RunId != manifest.Id)
        {
            return new Fault("runId", Rule.Text(entry.RunId), manifest.Id is null ? "the run has no id, so the line is another's" : $"the run is '{manifest.Id}', so the line is another's");
        }

        if (manifest.Id is null)
        {
            return null;
        }

        if (entry.Sequence is not { } sequence || sequence <= _last)
        {
            return new Fault("sequence", Rule.Text(entry.Sequence), $"the numbers of lines ascend, and the one before has {Rule.Text(_last)}");
        }

        _last = sequence;
        return null;
    }

    private Fault? OfRound(RoundStart start) =>
        !_begun.Add((start.Workload, start.Round)) ? new Fault("round", Rule.Text(start.Round), "the workload's round began before, and begins once")
        : Rule.Each("comparisons", start.Comparisons, start.Comparisons.Count, (member, part) => OfPart(member, part, start.Workload));

    private Fault? OfPart(string member, RoundPart part, string workload) =>
        !_cells.TryGetValue(part.Comparison, out var planned) || planned.First().Workload != workload
            ? new Fault($"{member}.comparison", Rule.Text(part.Comparison), "the run's plan has no such comparison of the workload")
        : part.Models.FirstOrDefault(model => planned.All(cell => cell.Model != model)) is { } stranger
            ? new Fault($"{member}.models", Rule.Text(stranger), "the comparison has no such model")
        : null;

    private Fault? OfPresence(NeighbourPresence presence) =>
        manifest.Plan.Comparisons.FirstOrDefault(comparison => comparison.Id == presence.Comparison)?.Neighbour != presence.Kind
            ? new Fault("comparison", Rule.Text(presence.Comparison), $"the run's plan has no such comparison beside {presence.Kind}")
        : _attended.Add((presence.Comparison, presence.Round)) ? null
        : new Fault("round", Rule.Text(presence.Round), "the comparison's neighbour was noted in it before, and is noted once");

    private Fault? OfCell(CellEntry entry)
    {
        if (!_planned.Any(cell => cell.Runtime == entry.Cell.Runtime))
        {
            return new Fault("cell.runtime", Rule.Text(entry.Cell.Runtime.Id), "the run's plan has no such runtime");
        }

        if (entry.Comparison is null ? manifest.SchemaVersion > SchemaOne.Version : !_cells.ContainsKey(entry.Comparison))
        {
            return new Fault("comparison", Rule.Text(entry.Comparison), "the run's plan has no such comparison");
        }

        var planned = manifest.SchemaVersion > SchemaOne.Version ? _cells[entry.Comparison!] : entry is Failure ? _mayFail : _planned;
        return planned.Contains(entry.Cell) ? null : new Fault("cell", entry.Cell.ToString(), "the run's plan has no such cell");
    }

    private Fault? OfMeasurement(BlockMeasurement measurement) =>
        !_measured.Add((measurement.Cell, measurement.Round, measurement.Block))
            ? new Fault("cell", measurement.Cell.ToString(), $"it was measured in round {Rule.Text(measurement.Round)}, block {Rule.Text(measurement.Block)} before, and is measured once a block")
        : !_blocks.TryAdd((measurement.Cell.Workload, measurement.Round, measurement.Block), measurement.Comparison)
            && _blocks[(measurement.Cell.Workload, measurement.Round, measurement.Block)] is var compared && compared != measurement.Comparison
            ? new Fault("comparison", Rule.Text(measurement.Comparison), $"the block is one of {Rule.Text(compared)}")
        : !_items.TryAdd(measurement.Cell, measurement.Items) && _items[measurement.Cell] != measurement.Items
            ? new Fault("items", Rule.Text(measurement.Items), $"every operation of the cell has {Rule.Text(_items[measurement.Cell])}")
        : Known(measurement.Cell) is { } workload
            ? Rule.Waits("nanoseconds", measurement.Nanoseconds, workload.ShortestOperation(measurement.Items, measurement.Cell.Concurrency).TotalNanoseconds)
        : null;

    /// <summary>The workload as a cell has it; null when it is not known.</summary>
    private Workload? Known(Cell cell)
    {
        var key = (cell.Workload, cell.Parameters.At(1));
        if (!_asMeasured.TryGetValue(key, out var workload))
        {
            _asMeasured.Add(key, workload = _known.GetValueOrDefault(cell.Workload)?.With(cell.Parameters));
        }

        return workload;
    }
}
