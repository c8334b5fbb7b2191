namespace ConcurrencyBench.Core.Records;

/// <summary>What is measured of one workload: at each concurrency a comparison of models, in the same launches.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrencies">The concurrencies, ascending.</param>
/// <param name="Models">The models' names in this run, null cases among them; the baseline first.</param>
public sealed record WorkloadPlan(string Workload, IReadOnlyList<int> Concurrencies, IReadOnlyList<string> Models);
