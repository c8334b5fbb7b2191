using System.Text.Json.Serialization;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>How a journal's lines are written: camelCase, what is absent left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
