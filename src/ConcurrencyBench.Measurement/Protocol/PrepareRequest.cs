using System.Text.Json.Serialization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>The argument of <c>prepare</c>: which cell to make ready, in place of the one before.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The most items in flight at once.</param>
/// <param name="Seed">The run's seed; on the wire as text, since many readers of JSON round numbers above 2⁵³.</param>
/// <param name="FixtureAddress">Where the workload's fixture is; null when it has none.</param>
/// <param name="Settings">What the user set about the models.</param>
/// <param name="WarmUpMilliseconds">For how long to run operations that do not count; 0 for a single one.</param>
public sealed record PrepareRequest(
    string Model, string Workload, int Concurrency, [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] ulong Seed, string? FixtureAddress, ModelSettings Settings, int WarmUpMilliseconds)
{
    /// <summary>How many of a hundred items run twice, the second time without use; left out for none, as in every run but a calibration.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ExtraWorkPercent { get; init; }

    /// <summary>The workload's parameters that do not have their usual values, by name; left out where all have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Parameters { get; init; }

    /// <summary>The cell's parameters.</summary>
    /// <returns>The concurrency and the others.</returns>
    public Parameters All() => (Parameters ?? new Dictionary<string, double>())
        .Aggregate(Abstractions.Records.Parameters.Of(Concurrency), (all, number) => all.With(number.Key, number.Value));
}
