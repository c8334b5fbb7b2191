using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>A neighbour that does nothing but say when it is there.</summary>
internal sealed class ScriptedNeighbour : IDisposable
{
    private readonly ScriptedSource _source;

    public ScriptedNeighbour(ScriptedSource source, NeighbourKind kind, ulong seed)
    {
        _source = source;
        _source.Log($"begin neighbour {kind} {seed}");
    }

    public void Dispose() => _source.Log("end neighbour");
}
