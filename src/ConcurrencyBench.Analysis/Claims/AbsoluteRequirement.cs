using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>A quantity of one model's own operations must be on one side of a limit: a pure number, as of two phases of one operation, or a value in its base unit.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores.</param>
/// <param name="Quantity">What must be.</param>
/// <param name="Bound">Where it must be.</param>
public sealed record AbsoluteRequirement(string Model, string Workload, int? Concurrency, Quantity Quantity, Threshold Bound)
    : Requirement(Workload, Concurrency, Bound)
{
    /// <inheritdoc/>
    public override string Unit => Quantity.Unit.Length == 0 ? base.Unit : Quantity.Unit;

    /// <inheritdoc/>
    public override IReadOnlyList<Cell> Cells(int cores) => [CellAt(Model, cores)];

    /// <inheritdoc/>
    internal override RequirementResult Measure(RunFigures findings) => findings.Level(CellAt(Model, findings.Cores), Quantity.Of);

    /// <inheritdoc/>
    protected override string NameWith(string concurrency) => $"{Quantity.Name}({Model}, {Workload}, {concurrency})";
}
