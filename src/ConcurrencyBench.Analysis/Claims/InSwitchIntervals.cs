using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Samples;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>A time of one model's own operations over the switch interval that the run gave the GIL emulation must be on one side of a limit.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores.</param>
/// <param name="Time">The time, in ns.</param>
/// <param name="Bound">Where the ratio must be.</param>
public sealed record InSwitchIntervals(string Model, string Workload, int? Concurrency, Quantity Time, Threshold Bound)
    : Requirement(Workload, Concurrency, Bound)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Cell> Cells(int cores) => [CellAt(Model, cores)];

    /// <inheritdoc/>
    internal override RequirementResult Measure(RunFigures findings) => findings.Level(
        CellAt(Model, findings.Cores), measurement => Time.Of(measurement) / findings.SwitchInterval.TotalNanoseconds);

    /// <inheritdoc/>
    protected override string NameWith(string concurrency) => $"{Time.Name}({Model}, {Workload}, {concurrency}) ÷ switch interval";
}
