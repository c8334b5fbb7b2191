using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>Rankings that agree with made-up cells.</summary>
internal static class SampleRankings
{
    public static IEnumerable<Ranking> Of(IReadOnlyList<CellResult> cells, IEnumerable<WorkloadPlan> plans) =>
        from plan in plans
        from concurrency in plan.Concurrencies
        let compared = cells.Where(cell => cell.Cell.Workload == plan.Workload && !ModelAlias.Is(cell.Cell.Model)
            && (cell.Cell.Concurrency == concurrency || cell.Cell.Model == "sequential")).OrderByDescending(SpeedUp).ToList()
        select new Ranking
        {
            Comparison = $"{plan.Workload}/{concurrency}",
            Fastest = compared[0].Cell.Model,
            Rivals = [.. compared.Skip(1).Select(cell => Rival(cell, SpeedUp(compared[0]) / SpeedUp(cell)))],
            LeastCpu = compared.MinBy(cell => (double)cell.Costs.CpuNanoseconds!.Value / cell.Items)!.Cell.Model,
            IsReliable = true,
        };

    private static double SpeedUp(CellResult cell) => cell.SpeedUp?.Value ?? 1;

    private static Rival Rival(CellResult cell, double ratio) =>
        new(cell.Cell.Model, new Figure(ratio, new Interval(ratio * 0.97, ratio * 1.03), []), ratio < 1.04);
}
