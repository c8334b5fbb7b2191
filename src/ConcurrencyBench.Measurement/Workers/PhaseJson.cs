using System.Runtime.CompilerServices;
using System.Text.Json;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>The parts of an operation in a worker's answer, written as <see cref="ResponseWriter"/> writes the rest.</summary>
internal static class PhaseJson
{
    private static readonly JsonEncodedText _phases = ResponseWriter.Name(nameof(Measured.Phases));
    private static readonly JsonEncodedText _id = ResponseWriter.Name(nameof(Phase.Id));
    private static readonly JsonEncodedText _label = ResponseWriter.Name(nameof(Phase.Label));
    private static readonly JsonEncodedText _size = ResponseWriter.Name(nameof(Phase.Size));
    private static readonly JsonEncodedText _items = ResponseWriter.Name(nameof(Phase.Items));
    private static readonly JsonEncodedText _nanoseconds = ResponseWriter.Name(nameof(Phase.Nanoseconds));
    private static readonly JsonEncodedText _repeats = ResponseWriter.Name(nameof(Phase.Repeats));
    private static readonly JsonEncodedText _bytesPerItem = ResponseWriter.Name(nameof(Phase.BytesPerItem));
    private static readonly JsonEncodedText _latency = ResponseWriter.Name(nameof(Phase.Latency));
    private static readonly JsonEncodedText _count = ResponseWriter.Name(nameof(Latency.Count));
    private static readonly JsonEncodedText _median = ResponseWriter.Name(nameof(Latency.Median));
    private static readonly JsonEncodedText _p90 = ResponseWriter.Name(nameof(Latency.P90));
    private static readonly JsonEncodedText _p99 = ResponseWriter.Name(nameof(Latency.P99));
    private static readonly JsonEncodedText _p999 = ResponseWriter.Name(nameof(Latency.P999));
    private static readonly JsonEncodedText _maximum = ResponseWriter.Name(nameof(Latency.Maximum));
    private static readonly JsonEncodedText _mean = ResponseWriter.Name(nameof(Latency.Mean));

    /// <summary>Writes the phases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Phase> phases)
    {
        writer.WriteStartArray(_phases);
        for (var index = 0; index < phases.Count; index++)
        {
            var phase = phases[index];
            writer.WriteStartObject();
            writer.WriteString(_id, phase.Id);
            writer.WriteNumber(_items, phase.Items);
            writer.WriteNumber(_nanoseconds, phase.Nanoseconds);
            if (phase.Label is { } label)
            {
                writer.WriteString(_label, label);
            }

            if (phase.Size is { } size)
            {
                writer.WriteNumber(_size, size);
            }

            if (phase.Repeats is { } repeats)
            {
                writer.WriteNumber(_repeats, repeats);
            }

            if (phase.BytesPerItem is { } bytes)
            {
                writer.WriteNumber(_bytesPerItem, bytes);
            }

            if (phase.Latency is { } latency)
            {
                Write(writer, latency);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(Utf8JsonWriter writer, Latency latency)
    {
        writer.WriteStartObject(_latency);
        writer.WriteNumber(_count, latency.Count);
        writer.WriteNumber(_median, latency.Median);
        writer.WriteNumber(_p90, latency.P90);
        writer.WriteNumber(_p99, latency.P99);
        writer.WriteNumber(_p999, latency.P999);
        writer.WriteNumber(_maximum, latency.Maximum);
        if (latency.Mean is { } mean)
        {
            writer.WriteNumber(_mean, mean);
        }

        writer.WriteEndObject();
    }
}
