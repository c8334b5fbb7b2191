using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// How a journal's lines are written: camelCase, what is absent left out. By reflection: generated code hands all properties that
/// are set once to a constructor, boxed and in an array, and takes a quarter longer to read a line.
/// </summary>
internal static class JournalJson
{
    /// <summary>How an entry is written and read.</summary>
    public static JsonTypeInfo<JournalEntry> Entry { get; } = Describe();

    /// <summary>How an entry is read, with some types in a form of their own.</summary>
    internal static JsonTypeInfo<JournalEntry> Describe(params IReadOnlyList<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        // Until then what they give is a copy.
        options.MakeReadOnly();
        return (JsonTypeInfo<JournalEntry>)options.GetTypeInfo(typeof(JournalEntry));
    }
}
