using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>METG(50 %) of the models of a run that measured tasks of several sizes.</summary>
internal static class TaskGranularities
{
    private const string Workload = "grain";
    private const string Time = "time";
    private const double UsualMicroseconds = 100;
    private const double NanosecondsPerMicrosecond = 1e3;

    /// <summary>What each size was called before it was a parameter.</summary>
    private static readonly Dictionary<string, double> _ofOldIds = new()
    {
        ["grain-1us"] = 1,
        ["grain-10us"] = 10,
        ["grain-100us"] = UsualMicroseconds,
        ["grain-1ms"] = 1_000,
        ["grain-10ms"] = 10_000,
    };

    /// <summary>Of each model and concurrency with two sizes or more, in the order of the cells.</summary>
    /// <returns>Null where there is none.</returns>
    public static IReadOnlyList<TaskGranularity>? Of(IReadOnlyList<CellResult> cells)
    {
        var all = (from cell in cells
                   where !ModelAlias.Is(cell.Cell.Model)
                   let task = NanosecondsOf(cell.Cell)
                   where task is not null
                   group (Task: task.Value, Took: cell.NanosecondsPerItem.Value) by (cell.Cell.Model, cell.Cell.Concurrency) into sizes
                   let found = EffectiveGranularity.Of([.. sizes.OrderBy(size => size.Task)])
                   where found is not null
                   select new TaskGranularity(sizes.Key.Model, sizes.Key.Concurrency, found.Value.Task, found.Value.IsAtMost)).ToList();
        return all.Count == 0 ? null : all;
    }

    private static double? NanosecondsOf(Cell cell) => NanosecondsPerMicrosecond * (cell.Workload == Workload
        ? cell.Parameters.Others.TryGetValue(Time, out var microseconds) ? microseconds : UsualMicroseconds
        : _ofOldIds.TryGetValue(cell.Workload, out var old) ? old : null);
}
