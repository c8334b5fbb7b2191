using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Planning;

/// <summary>A workload with some of its parameters, which is planned at several concurrencies.</summary>
/// <param name="Choice">Which workload, and its parameters beside the concurrency.</param>
/// <param name="Workload">The workload, made with these.</param>
internal sealed record WorkloadVariant(WorkloadChoice Choice, Workload Workload)
{
    /// <summary>The workload's id.</summary>
    public string Id => Choice.Workload;

    /// <summary>The parameters of a comparison.</summary>
    public Parameters At(int concurrency) => Choice.Parameters.At(concurrency);

    /// <summary>The variant that was chosen.</summary>
    public static WorkloadVariant Of(WorkloadChoice choice, Workload workload) => new(choice, workload.With(choice.Parameters));
}
