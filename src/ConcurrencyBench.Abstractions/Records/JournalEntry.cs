using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A line of the journal. Reports are computed from these and from nothing else.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(RoundStart), "round")]
[JsonDerivedType(typeof(Launch), "launch")]
[JsonDerivedType(typeof(BlockMeasurement), "measurement")]
[JsonDerivedType(typeof(Failure), "failure")]
[JsonDerivedType(typeof(NeighbourPresence), "neighbour")]
public abstract record JournalEntry
{
    /// <summary>Which round, from 0; a round has fresh launches.</summary>
    public required int Round { get; init; }

    /// <summary>The run's <see cref="RunManifest.Id"/>; null in journals of runs that have none.</summary>
    public string? RunId { get; init; }

    /// <summary>Which line of the run's journal, ascending; null in journals of runs without an id.</summary>
    public long? Sequence { get; init; }

    /// <summary>Milliseconds of running since the run began, pauses before a resume left out.</summary>
    public required long AtMilliseconds { get; init; }
}
