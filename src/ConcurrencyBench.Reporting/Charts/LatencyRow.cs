using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A model's latencies in <c>blockers</c>, ns.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Quiet">While nobody blocks; has a median, a 99th percentile and a maximum.</param>
/// <param name="Blocked">While some do; likewise.</param>
internal sealed record LatencyRow(string Model, PhaseResult Quiet, PhaseResult Blocked)
{
    private const string Workload = "blockers";

    /// <summary>What is printed beside it, as "10.8 ms / 59.1 ms".</summary>
    public string Label => $"{Text(Quiet.P99Latency!)} / {Text(Blocked.P99Latency!)}";

    /// <summary>Whether a figure of the label has no interval.</summary>
    public bool IsRough => Quiet.P99Latency!.Interval is null || Blocked.P99Latency!.Interval is null;

    /// <summary>The rows of a run, in the order of the table.</summary>
    /// <returns>A row for each model whose latencies were measured; none where the workload was not.</returns>
    public static IReadOnlyList<LatencyRow> Of(RunView view) =>
    [
        .. from comparison in view.Planned.Where(comparison => comparison.Workload == Workload).Take(1)
           from model in view.Models
           where view.State(model, comparison) == CellState.Measured
           let result = view.Result(model, comparison)
           let quiet = result.Phase(BlockersWorkload.Quiet)
           let blocked = result.Phase(BlockersWorkload.Blocked)
           where IsWhole(quiet) && IsWhole(blocked)
           select new LatencyRow(model, quiet, blocked),
    ];

    private static bool IsWhole(PhaseResult? phase) => phase is { MedianLatency: not null, P99Latency: not null, MaximumLatency: not null };

    private static string Text(Figure figure) => figure.Interval is null ? Format.Rough(figure.Value, "ns") : Format.Value(figure.Value, "ns");
}
