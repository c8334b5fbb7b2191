using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>S(model, workload, c): a model's throughput over that of the baseline must be on one side of a limit.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores, and then at least two are needed.</param>
/// <param name="Bound">Where the speed-up must be.</param>
public sealed record SpeedUp(string Model, string Workload, int? Concurrency, Threshold Bound) : Requirement(Workload, Concurrency, Bound)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Cell> Cells(int cores) => [CellAt(Model, cores), Baseline.Of(CellAt(Model, cores))];

    /// <inheritdoc/>
    internal override RequirementResult Measure(RunFigures findings) => Concurrency is null && findings.Cores < 2
        ? RequirementResult.None("whether work scales over cores needs at least 2 of them, and this run may use 1")
        : findings.SpeedUp(CellAt(Model, findings.Cores)) with { MayShareCores = Concurrency is null && findings.MayShareCores };

    /// <inheritdoc/>
    protected override string NameWith(string concurrency) => $"S({Model}, {Workload}, {concurrency})";
}
