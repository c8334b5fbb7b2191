using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>What each cell cost beside time.</summary>
internal static class CostsTable
{
    public static TextTable Build(RunView view) => new(
        "Costs",
        "Medians, of the model's whole process tree; CPU time and memory, by which models are ranked, with their 95 % intervals. Memory: what it would need alone on the machine, shared pages counted once; peak RSS "
            + "counts them once a process. The server's CPU time is not the model's. Start-up is that of the cell with which a worker "
            + "began: the next ones find its code compiled, so they have none. A dash: not available on this system (as the allocations of "
            + "child processes), or not defined for the cell. Worst launch: the time of an item in the slowest launch over that in the typical one.",
        [
            new("Cell"), .. CostColumn.All.Select(column => Number(column.Header)), Number("Worst launch"), Number("Start-up"),
        ],
        [.. Results(view).Select(item => Row(item.Result, item.HasServer))]);

    private static IEnumerable<(CellResult Result, bool HasServer)> Results(RunView view) =>
        (from comparison in view.Planned
         from model in view.Models
         let result = view.Result(model, comparison)
         where result is not null
         select (result, comparison.HasServer || comparison.Waits)).Distinct();

    private static IReadOnlyList<TextCell> Row(CellResult result, bool hasServer) =>
    [
        TextCell.Of(result.Cell.ToString()),
        .. CostColumn.All.Select(column => Cost(column, result, hasServer)),
        Cell(result.WorstLaunch, "×"),
        Cell(result.StartUpNanoseconds, "ns"),
    ];

    // The process that has the server has something to do now and then, also where items talk to no server.
    private static TextCell Cost(CostColumn column, CellResult result, bool hasServer)
    {
        if (FigureOf(column, result) is { } figure)
        {
            return TextCell.Of(Format.Figure(figure, column.Unit));
        }

        var value = column.Of(result.Costs, result.Items);
        return Cell(column.IsOfFixture && !(hasServer && value > 0) ? null : value, column.Unit);
    }

    /// <summary>What models are ranked by has an interval.</summary>
    private static Figure? FigureOf(CostColumn column, CellResult result) =>
        column.Counters.Contains(CounterTable.Named("cpuNanoseconds")) ? result.CpuNanosecondsPerItem
        : column.Counters.Contains(CounterTable.Named("memoryBytes")) ? result.MemoryBytes
        : null;

    private static TextCell Cell(double? value, string unit) => TextCell.Of(value is { } known ? Format.Value(known, unit) : Format.Absent);

    private static TextColumn Number(string header) => new(header, TextAlignment.Right);
}
