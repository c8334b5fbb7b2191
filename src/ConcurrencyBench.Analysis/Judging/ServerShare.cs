using System.Globalization;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Judging;

/// <summary>How much of the cores the server took that items talk to: where it is most of them, the server is the bottleneck and not the model.</summary>
internal static class ServerShare
{
    /// <summary>A server that takes more of what it could take leaves the figure to be its own.</summary>
    private const double Half = 0.5;

    private static readonly Counter ServerCpu = CounterTable.Named("fixtureCpuNanoseconds");

    /// <summary>The share of the usable cores' time, during the typical operation, that the server took.</summary>
    /// <returns>Above 0, where it is not small; null where the figure is the model's.</returns>
    public static double? Above(CellResult cell, MachineEnvironment environment) =>
        cell.Costs[ServerCpu] / (cell.Items * cell.NanosecondsPerItem.Value * environment.UsableCores) is { } share && share > Half ? share : null;

    /// <summary>Marks the figures of cells that are the server's.</summary>
    public static IReadOnlyList<CellResult> Mark(IReadOnlyList<CellResult> cells, MachineEnvironment environment) =>
    [
        .. cells.Select(cell => Above(cell, environment) is { } share ? cell with
        {
            NanosecondsPerItem = With(cell.NanosecondsPerItem, share),
            SpeedUp = cell.SpeedUp is { } speedUp ? With(speedUp, share) : null,
        }
        : cell),
    ];

    private static Figure With(Figure figure, double share) => figure with { Warnings = [.. figure.Warnings, $"The server used {Percent(share)} of the cores, so the figure is the server's more than the model's."] };

    /// <summary>A share in words.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");
}
