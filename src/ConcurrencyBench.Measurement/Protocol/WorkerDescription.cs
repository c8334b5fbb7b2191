using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>A worker's answer to <c>describe</c>.</summary>
/// <param name="ProtocolVersion">The version of these messages that it speaks.</param>
/// <param name="Runtime">What it runs on, as "dotnet 10.0.12".</param>
/// <param name="Models">The ids of the models it has.</param>
/// <param name="Workloads">The ids of the workloads it has.</param>
public sealed record WorkerDescription(
    int ProtocolVersion, string Runtime, IReadOnlyList<string> Models, IReadOnlyList<string> Workloads)
{
    /// <summary>What its runtime is set to; null for one that does not say.</summary>
    public RuntimeSettings? Settings { get; init; }

    /// <summary>The version of these messages that this program speaks.</summary>
    public const int CurrentProtocolVersion = 2;
}
