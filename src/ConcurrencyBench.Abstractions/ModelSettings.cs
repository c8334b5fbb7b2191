using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions;

/// <summary>What a user may set about the models; recorded with the run.</summary>
public sealed record ModelSettings
{
    /// <summary>CPython's values.</summary>
    public static ModelSettings Default { get; } = new();

    /// <summary>How long a waiter of the GIL emulation waits before it asks for the lock, in ms, which may be a fraction; CPython's default is 5.</summary>
    public double SwitchIntervalMilliseconds { get; init; } = 5;

    /// <summary>Where silos of other machines join the cluster of <c>distributed</c>, as <c>redis://HOST:PORT</c>; null for this machine alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cluster { get; init; }
}
