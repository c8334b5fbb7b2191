using System.Text.Json;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>The documents of <see cref="JsonWorkload"/>: customer records of made-up values, all decided by a seed.</summary>
internal static class JsonRecords
{
    private const int Count = 400;

    private static readonly string[] _syllables = ["an", "bel", "cor", "dun", "eth", "fir", "gol", "har", "is", "jun", "kel", "lor", "mar", "nor", "ost", "per"];

    /// <summary>Writes one document of about 100 kB, UTF-8, without white space.</summary>
    public static byte[] Write(ulong seed)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("records");
            for (var number = 0; number < Count; number++)
            {
                WriteRecord(writer, number, Digest.Of(seed, (ulong)number));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteRecord(Utf8JsonWriter writer, int number, ulong random)
    {
        var (first, last) = (Name(random, 2), Name(random >> 16, 3));
        writer.WriteStartObject();
        writer.WriteNumber("id", number);
        writer.WriteString("name", $"{first} {last}");
        writer.WriteString("mail", $"{first}.{last}@example.org");
        writer.WriteBoolean("active", random % 3 != 0);
        writer.WriteNumber("cents", (long)(random % 10_000_000));
        writer.WriteNumber("rate", (random >> 32) % 10_000 / 100.0);
        writer.WriteStartObject("address");
        writer.WriteString("street", $"{Name(random >> 24, 3)} street {random % 200}");
        writer.WriteString("city", Name(random >> 36, 2));
        writer.WriteNull("region");
        writer.WriteEndObject();
        writer.WriteStartArray("orders");
        for (var order = 0; order < 6; order++)
        {
            writer.WriteNumberValue((random >> (order * 8)) % 100_000);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Name(ulong random, int syllables) =>
        string.Concat(Enumerable.Range(0, syllables).Select(place => _syllables[(int)(random >> (place * 4)) & 15]));
}
