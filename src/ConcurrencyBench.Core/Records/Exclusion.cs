namespace ConcurrencyBench.Core.Records;

/// <summary>A model and workload that make no sense together, in the model's own words.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Reason">Why.</param>
public sealed record Exclusion(string Model, string Workload, string Reason);
