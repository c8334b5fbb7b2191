using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What is measured of one workload: comparisons of models in the same launches.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Comparisons">The comparisons, by ascending concurrency.</param>
public sealed record WorkloadPlan(string Workload, IReadOnlyList<Comparison> Comparisons)
{
    /// <summary>The names in this run of all models that are compared.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Models => [.. Comparisons.SelectMany(comparison => comparison.Cells).Select(cell => cell.Model).Distinct()];

    /// <summary>The concurrencies of its comparisons.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Concurrencies => [.. Comparisons.Select(comparison => comparison.Concurrency)];

    /// <summary>Comparisons of the same models of this program at several concurrencies.</summary>
    /// <param name="workload">The workload's id.</param>
    /// <param name="concurrencies">The concurrencies, ascending.</param>
    /// <param name="models">The models' names in the run.</param>
    /// <returns>The plan; the baseline and its null case have the same cell in each comparison.</returns>
    public static WorkloadPlan Of(string workload, IReadOnlyList<int> concurrencies, IReadOnlyList<string> models) =>
        Of(workload, [.. concurrencies.Select(Parameters.Of)], models);

    /// <summary>Comparisons of the same models of this program with several parameters.</summary>
    /// <param name="workload">The workload's id.</param>
    /// <param name="parameters">The parameters, by ascending concurrency.</param>
    /// <param name="models">The models' names in the run.</param>
    /// <returns>The plan; the baseline and its null case have the same cell where nothing but the concurrency differs.</returns>
    public static WorkloadPlan Of(string workload, IReadOnlyList<Parameters> parameters, IReadOnlyList<string> models) => new(
        workload,
        [.. parameters.Select(numbers => Comparison.Of(workload, numbers, [.. models.Select(model => Baseline.CellAt(model, workload, numbers))]))]);
}
