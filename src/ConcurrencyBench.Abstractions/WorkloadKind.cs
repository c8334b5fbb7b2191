using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions;

/// <summary>What an item of a workload mostly does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkloadKind>))]
public enum WorkloadKind
{
    /// <summary>Computes.</summary>
    Cpu,

    /// <summary>Waits for a timer, a server or a disk.</summary>
    Io,

    /// <summary>Passes messages.</summary>
    Message,

    /// <summary>Waits, then computes.</summary>
    Mixed,
}
