using System.Text.Json.Serialization;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>An exclusion as <c>run.json</c> of schema version 1 says it.</summary>
internal sealed record ExclusionOfSchemaOne(string Model, string Workload, string Reason)
{
    /// <summary>The concurrency at which; null for every one.</summary>
    public int? Concurrency { get; init; }

    /// <summary>What kind of reason it is; null before there were kinds.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ExclusionKind>))]
    public ExclusionKind? Kind { get; init; }

    /// <summary>The same by parameters.</summary>
    public Exclusion ToExclusion() => new(Model, Workload, Reason, Concurrency is { } concurrency ? Parameters.Of(concurrency) : null) { Kind = Kind };
}
