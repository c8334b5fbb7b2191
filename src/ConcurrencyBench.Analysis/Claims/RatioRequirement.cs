using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>A quantity of one model over that of another at the same concurrency, formed within blocks, must be on one side of a limit.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Other">The id of the model below the line.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores.</param>
/// <param name="Quantity">What is compared.</param>
/// <param name="Bound">Where the ratio must be.</param>
public sealed record RatioRequirement(string Model, string Other, string Workload, int? Concurrency, Quantity Quantity, Threshold Bound)
    : Requirement(Workload, Concurrency, Bound)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Cell> Cells(int cores) => [CellAt(Model, cores), CellAt(Other, cores)];

    /// <inheritdoc/>
    internal override RequirementResult Measure(RunFigures findings) => findings.Ratio(
        CellAt(Model, findings.Cores), CellAt(Other, findings.Cores), Quantity);

    /// <inheritdoc/>
    protected override string NameWith(string concurrency) => $"{Quantity.Name}({Model} ÷ {Other}, {Workload}, {concurrency})";
}
