namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What workers of some models or workloads are started with beside what all are.</summary>
/// <param name="Of">The ids of the models and workloads that ask for it.</param>
/// <param name="Variables">Values by name.</param>
public sealed record WorkerKind(IReadOnlyList<string> Of, IReadOnlyDictionary<string, string> Variables);
