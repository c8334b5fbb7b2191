namespace ConcurrencyBench.Analysis;

/// <summary>A workload that is worth more rounds.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Questions">What is open, most pressing first, each a clause as "threads.io: S(gil-threads, http, 16)".</param>
public sealed record OpenComparison(string Workload, IReadOnlyList<string> Questions);
