using System.Text.Json.Serialization;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>How what only schema version 1 had is read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(WorkloadOfSchemaOne))]
[JsonSerializable(typeof(ExclusionOfSchemaOne))]
[JsonSerializable(typeof(CellOfSchemaOne))]
[JsonSerializable(typeof(PhaseOfSchemaOne))]
internal sealed partial class SchemaOneJson : JsonSerializerContext;
