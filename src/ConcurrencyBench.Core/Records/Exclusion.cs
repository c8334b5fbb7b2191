namespace ConcurrencyBench.Core.Records;

/// <summary>A model and workload that make no sense together, in the model's own words.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Concurrency">The concurrency at which; null for every one.</param>
public sealed record Exclusion(string Model, string Workload, string Reason, int? Concurrency = null)
{
    /// <summary>Whether it is about a cell.</summary>
    /// <param name="model">The cell's model.</param>
    /// <param name="workload">The cell's workload.</param>
    /// <param name="concurrency">The comparison's concurrency.</param>
    /// <returns>True when the cell is not applicable.</returns>
    public bool Covers(string model, string workload, int concurrency) =>
        model == Model && workload == Workload && (Concurrency is null || Concurrency == concurrency);
}
