namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// The model that all others are held against: it has one item in flight, and so one cell a workload, which all its comparisons share.
/// A plan names the baseline of each comparison (<see cref="Comparison.Baseline"/>); this is what plans and claims make it of.
/// </summary>
public static class Baseline
{
    /// <summary>Its public name.</summary>
    public const string ModelId = "sequential";

    /// <summary>The cell of a model of this program's, as it is planned in a comparison.</summary>
    /// <param name="model">The model's name in the run.</param>
    /// <param name="workload">The workload's id.</param>
    /// <param name="parameters">The comparison's parameters.</param>
    /// <returns>The cell; the baseline's has one item in flight.</returns>
    public static Cell CellAt(string model, string workload, Parameters parameters) =>
        new(Runtime.DotNet, model, workload, ModelAlias.ModelId(model) == ModelId ? parameters.At(1) : parameters);

    /// <summary>The cell of a workload's baseline.</summary>
    /// <param name="workload">The workload's id.</param>
    /// <returns>The cell.</returns>
    public static Cell CellOf(string workload) => Cell.Of(ModelId, workload, 1);
}
