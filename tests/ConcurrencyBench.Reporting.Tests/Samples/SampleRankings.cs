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
            Speed = Standing("throughput", compared, cell => 1 / SpeedUp(cell)),
            Cpu = Standing("cpu", compared, cell => (double)cell.Costs.CpuNanoseconds!.Value / cell.Items),
            Memory = Standing("memory", compared, cell => cell.Costs.MemoryBytes!.Value),
            IsReliable = true,
        };

    private static Standing Standing(string metric, IReadOnlyList<CellResult> compared, Func<CellResult, double> worse)
    {
        var ordered = compared.OrderBy(worse).ToList();
        return new Standing(metric, ordered[0].Cell.Model, [.. ordered.Skip(1).Select(cell => Rival(cell, worse(cell) / worse(ordered[0])))]);
    }

    private static double SpeedUp(CellResult cell) => cell.SpeedUp?.Value ?? 1;

    private static Rival Rival(CellResult cell, double ratio) =>
        new(cell.Cell.Model, new Figure(ratio, new Interval(ratio * 0.98, ratio * 1.02), []) { Rounds = 5 }, Place(ratio * 0.98, ratio * 1.02));

    private static Place Place(double lower, double upper) =>
        upper <= Analysis.Results.Rival.AsGood ? Analysis.Results.Place.Within : lower > 1 ? Analysis.Results.Place.Worse : Analysis.Results.Place.NotToldApart;
}
