namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose workers are started with variables of their own, whatever the model.</summary>
public interface IHasWorkerEnvironment
{
    /// <summary>The variables; where a model has the same, the model's hold.</summary>
    IReadOnlyDictionary<string, string> WorkerEnvironment { get; }
}
