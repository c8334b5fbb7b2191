using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>Parameters in files: an object of numbers, of which one is the concurrency.</summary>
public sealed class ParametersConverter : JsonConverter<Parameters>
{
    private const string ConcurrencyName = "concurrency";

    /// <inheritdoc/>
    public override Parameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        int? concurrency = null;
        var others = new SortedList<string, double>(StringComparer.Ordinal);
        Require(reader.TokenType == JsonTokenType.StartObject, "an object was expected");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            Require(name.Length > 0 && name.All(char.IsAsciiLetterOrDigit), "the name of a parameter is letters and digits");
            reader.Read();
            Require(reader.TokenType == JsonTokenType.Number, $"{name} is no number");
            if (name == ConcurrencyName)
            {
                Require(concurrency is null & reader.TryGetInt32(out var most), $"{name} is a whole number, and there once");
                concurrency = most;
            }
            else
            {
                Require(reader.TryGetDouble(out var number) && double.IsFinite(number) && others.TryAdd(name, number), $"{name} is a finite number, and there once");
            }
        }

        return concurrency is { } found ? new Parameters(found, others) : throw new JsonException("a cell has a concurrency");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Parameters value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber(ConcurrencyName, value.Concurrency);
        foreach (var (name, number) in value.Others)
        {
            writer.WriteNumber(name, number);
        }

        writer.WriteEndObject();
    }

    private static void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw new JsonException(rule);
        }
    }
}
