using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>
/// What holds for the lines of a journal together. They are of one run, in order, about cells of its plan, and nothing was measured
/// twice, in two ways, or faster than its waits allow. Asked once for each line, in order.
/// </summary>
/// <param name="manifest">The run.</param>
/// <param name="workloads">The workloads whose waits are known.</param>
internal sealed class RunRules(RunManifest manifest, IReadOnlyList<Workload> workloads)
{
    private readonly Dictionary<string, Workload> _known = workloads.ToDictionary(workload => workload.Id);

    private readonly HashSet<(string Model, string Workload, int Concurrency)> _planned =
    [
        .. from plan in manifest.Plan.Workloads
           from concurrency in plan.Concurrencies.Append(1)
           from model in plan.Concurrencies.Contains(concurrency) ? plan.ModelsAt(concurrency) : plan.Models
           select (model, plan.Workload, concurrency),
    ];

    /// <summary>
    /// The cells that a failure may name: a launch that failed was once filed at the workload's first concurrency, also for a model that
    /// is not planned there.
    /// </summary>
    private readonly HashSet<(string Model, string Workload, int Concurrency)> _mayFail =
    [
        .. from plan in manifest.Plan.Workloads
           from concurrency in plan.Concurrencies.Append(1)
           from model in plan.Models
           select (model, plan.Workload, concurrency),
    ];

    private readonly HashSet<(Cell Cell, int Round, int Block)> _measured = [];
    private readonly HashSet<(Cell Cell, int Round)> _launched = [];
    private readonly Dictionary<Cell, int> _items = [];
    private readonly Dictionary<(string Model, string Workload), bool> _isBaseline = [];
    private long _last = -1;

    /// <summary>Checks the next line.</summary>
    /// <param name="entry">The line, which keeps <see cref="RecordRules"/>.</param>
    /// <returns>The first fault; null when there is none.</returns>
    public Fault? Next(JournalEntry entry) => OfRun(entry) ?? OfCell(entry.Cell, entry is Failure ? _mayFail : _planned) ?? entry switch
    {
        Abstractions.Records.BlockMeasurement measurement => OfMeasurement(measurement),
        Launch launch when !_launched.Add((launch.Cell, launch.Round)) =>
            new Fault("cell", launch.Cell.ToString(), $"it was launched in round {Rule.Text(launch.Round)} before, and is launched once a round"),
        _ => null,
    };

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

    private Fault? OfCell(Cell cell, HashSet<(string Model, string Workload, int Concurrency)> planned)
    {
        if (cell.Runtime != Cell.DotNet)
        {
            return new Fault("cell.runtime", Rule.Text(cell.Runtime), "the run's plan has no such runtime");
        }

        if (!planned.Contains((cell.Model, cell.Workload, cell.Concurrency)))
        {
            return new Fault("cell", cell.ToString(), "the run's plan has no such cell");
        }

        // A baseline is at 1 whatever it is compared with; no other model is, unless the plan says so.
        var plan = manifest.Plan.Workloads.First(plan => plan.Workload == cell.Workload);
        if (plan.Concurrencies.Contains(1) || plan.Concurrencies.Count == 0)
        {
            return null;
        }

        var isAtOne = cell.Concurrency == 1;
        return _isBaseline.TryAdd((cell.Model, cell.Workload), isAtOne) || _isBaseline[(cell.Model, cell.Workload)] == isAtOne
            ? null
            : new Fault("cell.concurrency", Rule.Text(cell.Concurrency), "a model is either a baseline, at 1, or at the plan's concurrencies");
    }

    private Fault? OfMeasurement(Abstractions.Records.BlockMeasurement measurement) =>
        !_measured.Add((measurement.Cell, measurement.Round, measurement.Block))
            ? new Fault("cell", measurement.Cell.ToString(), $"it was measured in round {Rule.Text(measurement.Round)}, block {Rule.Text(measurement.Block)} before, and is measured once a block")
        : !_items.TryAdd(measurement.Cell, measurement.Items) && _items[measurement.Cell] != measurement.Items
            ? new Fault("items", Rule.Text(measurement.Items), $"every operation of the cell has {Rule.Text(_items[measurement.Cell])}")
        : _known.TryGetValue(measurement.Cell.Workload, out var workload)
            ? Rule.Waits("nanoseconds", measurement.Nanoseconds, workload.ShortestOperation(measurement.Items, measurement.Cell.Concurrency).TotalNanoseconds)
        : null;
}
