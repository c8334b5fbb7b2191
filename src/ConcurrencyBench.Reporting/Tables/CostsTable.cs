using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>What each cell cost beside time.</summary>
internal static class CostsTable
{
    public static TextTable Build(RunView view) => new(
        "Costs",
        "Medians, of the model's whole process tree. Memory: what it would need alone on the machine, shared pages counted once; peak RSS "
            + "counts them once a process. The server's CPU time is not the model's. Start-up is that of the cell with which a worker "
            + "began: the next ones find its code compiled, so they have none. A dash: not available on this system (as the allocations of "
            + "child processes), or not defined for the cell.",
        [
            new("Cell"), Number("CPU time per item"), Number("Server CPU per item"), Number("Switches per item"),
            Number("Allocated per item"), Number("Memory"), Number("Peak RSS"), Number("Start-up"),
        ],
        [.. Results(view).Select(item => Row(item.Result, item.Waits))]);

    private static IEnumerable<(CellResult Result, bool Waits)> Results(RunView view) =>
        (from comparison in view.Planned
         from model in view.Models
         let result = view.Result(model, comparison)
         where result is not null
         select (result, comparison.Waits)).Distinct();

    private static IReadOnlyList<TextCell> Row(CellResult result, bool waits)
    {
        var costs = result.Costs;
        return
        [
            TextCell.Of(result.Cell.ToString()),
            PerItem(costs.CpuNanoseconds, result.Items, "ns"),
            PerItem(waits && costs.FixtureCpuNanoseconds > 0 ? costs.FixtureCpuNanoseconds : null, result.Items, "ns"),
            PerItem(costs.VoluntarySwitches + costs.InvoluntarySwitches, result.Items, string.Empty),
            PerItem(costs.AllocatedBytes, result.Items, "B"),
            PerItem(costs.MemoryBytes, 1, "B"),
            PerItem(costs.PeakRssBytes, 1, "B"),
            TextCell.Of(result.StartUpNanoseconds is { } startUp ? Format.Value(startUp, "ns") : Format.Absent),
        ];
    }

    private static TextCell PerItem(long? cost, int items, string unit) =>
        TextCell.Of(cost is { } known ? Format.Value((double)known / items, unit) : Format.Absent);

    private static TextColumn Number(string header) => new(header, TextAlignment.Right);
}
