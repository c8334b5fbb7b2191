using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>What is measured of a workload, as <c>run.json</c> of schema version 1 says it.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrencies">The concurrencies, ascending.</param>
/// <param name="Models">The models' names in the run.</param>
internal sealed record WorkloadOfSchemaOne(string Workload, IReadOnlyList<int> Concurrencies, IReadOnlyList<string> Models)
{
    /// <summary>The models of concurrencies that not all of them run; null when all run all.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>>? Fewer { get; init; }

    /// <summary>The same by comparisons.</summary>
    public WorkloadPlan ToPlan() => new(
        Workload,
        [.. Concurrencies.SelectMany(concurrency => WorkloadPlan.Of(Workload, [concurrency], Fewer?.GetValueOrDefault(concurrency) ?? Models).Comparisons)]);
}
