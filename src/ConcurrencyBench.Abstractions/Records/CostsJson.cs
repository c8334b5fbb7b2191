using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConcurrencyBench.Abstractions.Counters;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// Costs as JSON, wherever they cross it: an object with a member for each counter, in the table's order. What is absent is left out where the
/// serializer leaves out null, and null elsewhere; members that are no counters are skipped.
/// </summary>
public sealed class CostsJson : JsonConverter<Costs>
{
    /// <summary>Writes what is not absent: the members alone, for a caller that has begun the object.</summary>
    /// <param name="writer">Inside the object.</param>
    /// <param name="costs">The costs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteMembers(Utf8JsonWriter writer, Costs costs)
    {
        var counters = CounterTable.All;
        for (var index = 0; index < counters.Count; index++)
        {
            if (costs[counters[index]] is { } value)
            {
                writer.WriteNumber(counters[index].JsonName, value);
            }
        }
    }

    /// <inheritdoc/>
    public override Costs Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("costs are an object");
        }

        var values = new long[CounterTable.All.Count];
        var (known, seen) = (0UL, 0UL);
        for (var expected = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; expected++)
        {
            var counter = Find(ref reader, expected);
            reader.Read();
            if (counter is null)
            {
                reader.Skip();
                continue;
            }

            expected = counter.Index;
            var bit = Costs.Bit(counter);
            var value = (seen & bit) != 0 && !options.AllowDuplicateProperties
                ? throw new JsonException($"costs.{counter.Name} is there twice")
                : Value(ref reader, counter);
            seen |= bit;
            values[expected] = value ?? 0;
            known = value is null ? known & ~bit : known | bit;
        }

        return new Costs(values, known);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Costs value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull)
        {
            WriteMembers(writer, value);
        }
        else
        {
            WriteAll(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter writer, Costs costs)
    {
        foreach (var counter in CounterTable.All)
        {
            if (costs[counter] is { } value)
            {
                writer.WriteNumber(counter.JsonName, value);
            }
            else
            {
                writer.WriteNull(counter.JsonName);
            }
        }
    }

    private static long? Value(ref Utf8JsonReader reader, Counter counter) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetInt64(out var value) => value,
        _ => throw new JsonException($"costs.{counter.Name}: a whole number or null was expected"),
    };

    /// <summary>The counter whose name was read: mostly the one that follows that before.</summary>
    private static Counter? Find(ref Utf8JsonReader reader, int expected)
    {
        if (expected < CounterTable.All.Count && reader.ValueTextEquals(CounterTable.All[expected].JsonName.EncodedUtf8Bytes))
        {
            return CounterTable.All[expected];
        }

        foreach (var counter in CounterTable.All)
        {
            if (reader.ValueTextEquals(counter.JsonName.EncodedUtf8Bytes))
            {
                return counter;
            }
        }

        return null;
    }
}
