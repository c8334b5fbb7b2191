using System.Globalization;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>What each cell cost beside time.</summary>
internal static class CostsTable
{
    public static TextTable Build(RunView view) => new(
        "Costs",
        "Medians, of the model's whole process tree: RSS counts a shared page once a process, PSS divides it among its users. Allocations "
            + "are the worker's own. The server's CPU time is not the model's. A dash is a counter that the system does not give.",
        [
            new("Cell"), Number("CPU time per item"), Number("Server CPU per item"), Number("Switches per item"),
            Number("Allocated per item"), Number("Peak RSS"), Number("PSS"), Number("Threads"), Number("Start-up"),
        ],
        [.. Results(view).Select(Row)]);

    private static IEnumerable<CellResult> Results(RunView view) =>
        (from comparison in view.Comparisons
         from model in view.Models
         let result = view.Result(model, comparison)
         where result is not null
         select result).Distinct();

    private static IReadOnlyList<TextCell> Row(CellResult result)
    {
        var costs = result.Costs;
        return
        [
            TextCell.Of(result.Cell.ToString()),
            PerItem(costs.CpuNanoseconds, result.Items, "ns"),
            PerItem(costs.FixtureCpuNanoseconds, result.Items, "ns"),
            PerItem(costs.VoluntarySwitches + costs.InvoluntarySwitches, result.Items, string.Empty),
            PerItem(costs.AllocatedBytes, result.Items, "B"),
            PerItem(costs.PeakRssBytes, 1, "B"),
            PerItem(costs.PssBytes, 1, "B"),
            TextCell.Of(costs.Threads?.ToString(CultureInfo.InvariantCulture) ?? Format.Absent),
            TextCell.Of(Format.Value(result.StartUpNanoseconds, "ns")),
        ];
    }

    private static TextCell PerItem(long? cost, int items, string unit) =>
        TextCell.Of(cost is { } known ? Format.Value((double)known / items, unit) : Format.Absent);

    private static TextColumn Number(string header) => new(header, TextAlignment.Right);
}
