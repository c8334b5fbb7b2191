using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>A figure that must be on one side of a limit: what a claim is made of.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores.</param>
/// <param name="Bound">Where the figure must be.</param>
public abstract record Requirement(string Workload, int? Concurrency, Threshold Bound)
{
    /// <summary>The requirement as a reader can check it, as "S(threads, primes, cores) ≥ 0.7 × cores".</summary>
    public virtual string Rule => $"{NameWith(Concurrency?.ToString(CultureInfo.InvariantCulture) ?? "cores")} {Bound.Rule(Unit)}";

    /// <summary>The figure's name with the machine's numbers, as "S(threads, primes, 2)".</summary>
    /// <param name="concurrency">The concurrency that the figure is of.</param>
    /// <returns>The name.</returns>
    public string NameAt(int concurrency) => NameWith(concurrency.ToString(CultureInfo.InvariantCulture));

    /// <summary>The figure's unit; empty for a pure number.</summary>
    public virtual string Unit => "×";

    /// <summary>The cells that the figure is made of.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>One cell or more, the baseline included.</returns>
    public abstract IReadOnlyList<Cell> Cells(int cores);

    /// <summary>Finds the figure.</summary>
    /// <param name="findings">The figures of a run.</param>
    /// <returns>The figure, or why there is none.</returns>
    internal abstract RequirementResult Measure(RunFigures findings);

    /// <summary>A model's cell at the requirement's workload and concurrency.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The cell.</returns>
    protected Cell CellAt(string model, int cores) => new(Cell.DotNet, model, Workload, Concurrency ?? cores);

    /// <summary>The figure's name.</summary>
    /// <param name="concurrency">The concurrency, as text.</param>
    /// <returns>The name.</returns>
    protected abstract string NameWith(string concurrency);
}
