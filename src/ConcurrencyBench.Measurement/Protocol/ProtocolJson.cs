using System.Text.Json.Serialization;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>How the protocol's messages are written, as code that is generated when the program is built: nothing is reflected in a worker.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkerDescription))]
[JsonSerializable(typeof(PrepareRequest))]
[JsonSerializable(typeof(Prepared))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
