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
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>How an entry is written and read.</summary>
    public static JsonTypeInfo<JournalEntry> Entry { get; } = Describe();

    private static JsonTypeInfo<JournalEntry> Describe()
    {
        // Until then what they give is a copy.
        _options.MakeReadOnly();
        return (JsonTypeInfo<JournalEntry>)_options.GetTypeInfo(typeof(JournalEntry));
    }
}
