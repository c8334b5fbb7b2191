namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What workers of some models or workloads are started with beside what all are.</summary>
/// <param name="Of">The ids of the models, workloads and comparisons that ask for it.</param>
/// <param name="Variables">Values by name.</param>
public sealed record WorkerKind(IReadOnlyList<string> Of, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>On how many cores they run; null for all that the run may use.</summary>
    public int? Cores { get; init; }
}
