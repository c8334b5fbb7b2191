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

    /// <summary>Waits and computes, one after the other or one item beside another.</summary>
    Mixed,
}
