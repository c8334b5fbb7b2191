using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>The time that one model takes from nothing to its first answers, over that of another in the same round, must be on one side of a limit.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Other">The id of the model below the line.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores.</param>
/// <param name="Bound">Where the ratio must be.</param>
public sealed record FirstAnswers(string Model, string Other, string Workload, int? Concurrency, Threshold Bound) : Requirement(Workload, Concurrency, Bound)
{
    /// <summary>Only the first cell of a launch has a start-up, so the figure is of the concurrency with which workers began.</summary>
    public override string Rule => $"{NameWith("first concurrency")} {Bound.Rule(Unit)}";

    /// <inheritdoc/>
    public override IReadOnlyList<Cell> Cells(int cores) => [CellAt(Model, cores), CellAt(Other, cores)];

    /// <inheritdoc/>
    internal override RequirementResult Measure(RunFigures findings) => findings.FirstAnswersRatio(CellAt(Model, findings.Cores), CellAt(Other, findings.Cores));

    /// <inheritdoc/>
    protected override string NameWith(string concurrency) => $"time to first answers({Model} ÷ {Other}, {Workload}, {concurrency})";
}
