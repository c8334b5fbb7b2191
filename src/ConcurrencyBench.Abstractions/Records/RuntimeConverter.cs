using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A runtime in files: its id alone.</summary>
public sealed class RuntimeConverter : JsonConverter<Runtime>
{
    /// <inheritdoc/>
    public override Runtime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Runtime value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}
