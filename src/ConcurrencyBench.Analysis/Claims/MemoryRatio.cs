using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Memory of one model's process tree over that of another at the same concurrency must be on one side of a limit. Each tree
/// counts as if it were alone: its private pages, and once what its processes share. Rejected: summed RSS, which counts shared
/// pages once a process and overstates pools; PSS, which divides the runtime's pages among all workers of a run, and so
/// changes with how many models are compared.
/// </summary>
/// <param name="Model">The model's id.</param>
/// <param name="Other">The id of the model below the line.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores.</param>
/// <param name="Bound">Where the ratio must be.</param>
public sealed record MemoryRatio(string Model, string Other, string Workload, int? Concurrency, Bound Bound)
    : Requirement(Workload, Concurrency, Bound)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Cell> Cells(int cores) => [CellAt(Model, cores), CellAt(Other, cores)];

    /// <inheritdoc/>
    internal override Finding Measure(Findings findings) => findings.Ratio(
        CellAt(Model, findings.Cores), CellAt(Other, findings.Cores), Quantities.Memory);

    /// <inheritdoc/>
    protected override string NameWith(string concurrency) => $"memory({Model} ÷ {Other}, {Workload}, {concurrency})";

    private Cell CellAt(string model, int cores) => new(Cell.DotNet, model, Workload, Concurrency ?? cores);
}
