using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What is measured of one workload: at each concurrency a comparison of models, in the same launches.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrencies">The concurrencies, ascending.</param>
/// <param name="Models">The models' names in this run, null cases among them; the baseline first, where it runs.</param>
public sealed record WorkloadPlan(string Workload, IReadOnlyList<int> Concurrencies, IReadOnlyList<string> Models)
{
    /// <summary>The models of concurrencies that not all of them run, as where the system does not give as many threads; null when all run all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<int, IReadOnlyList<string>>? Fewer { get; init; }

    /// <summary>The models that are compared at a concurrency.</summary>
    /// <param name="concurrency">One of <see cref="Concurrencies"/>.</param>
    /// <returns>Their names in this run.</returns>
    public IReadOnlyList<string> ModelsAt(int concurrency) => Fewer?.GetValueOrDefault(concurrency) ?? Models;
}
