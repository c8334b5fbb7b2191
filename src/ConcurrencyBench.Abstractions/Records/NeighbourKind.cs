using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a calibration has beside it on the machine, a process of the program's own that counts as any other program.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NeighbourKind>))]
public enum NeighbourKind
{
    /// <summary>No process.</summary>
    None,

    /// <summary>One that uses a core in bursts of 200 ms, with pauses of 0.8 s in the mean: a fifth of a core.</summary>
    Bursts,

    /// <summary>One that uses a fifth of a core all the time.</summary>
    Steady,
}
