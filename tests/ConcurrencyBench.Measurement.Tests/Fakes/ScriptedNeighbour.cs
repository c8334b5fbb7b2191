using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Calibrating;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>A neighbour that does nothing but say when it is there.</summary>
internal sealed class ScriptedNeighbour : INeighbour
{
    private readonly ScriptedSource _source;

    public ScriptedNeighbour(ScriptedSource source, NeighbourKind kind, ulong seed)
    {
        _source = source;
        _source.Log($"begin neighbour {kind} {seed}");
    }

    public long? CpuNanoseconds { get; init; }

    public string? End { get; init; }

    public void Dispose() => _source.Log("end neighbour");
}
