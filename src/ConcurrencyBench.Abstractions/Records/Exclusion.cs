using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A model and workload that are not measured together, and why.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Reason">Why, in a clause for the reader of the table.</param>
/// <param name="Parameters">Those of the comparison in which; null for all of the workload.</param>
public sealed record Exclusion(string Model, string Workload, string Reason, Parameters? Parameters = null)
{
    /// <summary>What kind of reason it is; null in manifests that were written before there were kinds (see <see cref="Plan.KindOf"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExclusionKind? Kind { get; init; }

    /// <summary>Whether it is about a cell.</summary>
    /// <param name="model">The cell's model.</param>
    /// <param name="workload">The cell's workload.</param>
    /// <param name="parameters">The comparison's parameters.</param>
    /// <returns>True when the cell is left out by it.</returns>
    public bool Covers(string model, string workload, Parameters parameters) =>
        model == Model && workload == Workload && (Parameters is null || Parameters.Equals(parameters));
}
