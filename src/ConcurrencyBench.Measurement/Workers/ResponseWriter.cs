using System.Runtime.CompilerServices;
using System.Text.Json;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// A worker's answers, written member by member: a serializer, generated or not, brings hundreds of methods into the worker,
/// those for <c>measure</c> three times over.
/// </summary>
internal static class ResponseWriter
{
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("jsonrpc");
    public static readonly JsonEncodedText Two = JsonEncodedText.Encode("2.0");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Result = JsonEncodedText.Encode("result");
    public static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");

    private static readonly JsonEncodedText _nanoseconds = Name(nameof(Measured.Nanoseconds));
    private static readonly JsonEncodedText _digest = Name(nameof(Measured.Digest));
    private static readonly JsonEncodedText _costs = Name(nameof(Measured.Costs));

    /// <summary>Writes the operations.</summary>
    /// <param name="writer">Inside the message.</param>
    /// <param name="measured">The operations. Of their costs only what a worker knows is written (see <see cref="Counters.CostMeter"/>).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Measured> measured)
    {
        writer.WriteStartArray();
        for (var index = 0; index < measured.Count; index++)
        {
            writer.WriteStartObject();

            // Clocks count whole nanoseconds or more; a fraction would take the long way to text.
            writer.WriteNumber(_nanoseconds, (long)Math.Round(measured[index].Nanoseconds));
            writer.WriteString(_digest, measured[index].Digest);
            writer.WriteStartObject(_costs);
            CostsJson.WriteMembers(writer, measured[index].Costs);
            writer.WriteEndObject();
            if (measured[index].Phases is { } phases)
            {
                PhaseJson.Write(writer, phases);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what is said of a prepared cell.</summary>
    public static void Write(Utf8JsonWriter writer, Prepared prepared)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Name(nameof(Prepared.Items)), prepared.Items);
        writer.WriteNumber(Name(nameof(Prepared.StartUpNanoseconds)), prepared.StartUpNanoseconds);
        writer.WriteStartArray(Name(nameof(Prepared.WarmUpNanoseconds)));
        foreach (var nanoseconds in prepared.WarmUpNanoseconds)
        {
            writer.WriteNumberValue((long)Math.Round(nanoseconds));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes who a worker is.</summary>
    public static void Write(Utf8JsonWriter writer, WorkerDescription description)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Name(nameof(WorkerDescription.ProtocolVersion)), description.ProtocolVersion);
        writer.WriteString(Name(nameof(WorkerDescription.Runtime)), description.Runtime.Id);
        writer.WriteString(Name(nameof(WorkerDescription.RuntimeVersion)), description.RuntimeVersion);
        writer.WriteStartArray(Name(nameof(WorkerDescription.Models)));
        foreach (var model in description.Models)
        {
            Write(writer, model);
        }

        writer.WriteEndArray();
        Write(writer, Name(nameof(WorkerDescription.Workloads)), description.Workloads);
        Write(writer, Name(nameof(WorkerDescription.OptionalMethods)), description.OptionalMethods);
        if (description.Settings is { } settings)
        {
            writer.WriteStartObject(Name(nameof(WorkerDescription.Settings)));
            Write(writer, settings);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RuntimeSettings settings)
    {
        writer.WriteString(Name(nameof(RuntimeSettings.Version)), settings.Version);
        Write(writer, Name(nameof(RuntimeSettings.ServerGc)), settings.ServerGc);
        Write(writer, Name(nameof(RuntimeSettings.ConcurrentGc)), settings.ConcurrentGc);
        Write(writer, Name(nameof(RuntimeSettings.HeapCount)), settings.HeapCount);
        Write(writer, Name(nameof(RuntimeSettings.HeapHardLimitBytes)), settings.HeapHardLimitBytes);
        Write(writer, Name(nameof(RuntimeSettings.TieredCompilation)), settings.TieredCompilation);
        Write(writer, Name(nameof(RuntimeSettings.TieredPgo)), settings.TieredPgo);
        Write(writer, Name(nameof(RuntimeSettings.ReadyToRun)), settings.ReadyToRun);
        Write(writer, Name(nameof(RuntimeSettings.Variables)), settings.Variables);
    }

    private static void Write(Utf8JsonWriter writer, DescribedModel model)
    {
        writer.WriteStartObject();
        writer.WriteString(Name(nameof(DescribedModel.Id)), model.Id);
        writer.WriteBoolean(Name(nameof(DescribedModel.IsConcurrent)), model.IsConcurrent);
        writer.WriteBoolean(Name(nameof(DescribedModel.ItemsRunElsewhere)), model.ItemsRunElsewhere);
        writer.WriteBoolean(Name(nameof(DescribedModel.IsRestless)), model.IsRestless);
        Write(writer, Name(nameof(DescribedModel.Environment)), model.Environment);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonEncodedText member, IReadOnlyDictionary<string, string> pairs)
    {
        writer.WriteStartObject(member);
        foreach (var (name, value) in pairs)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>A member's name on the wire.</summary>
    internal static JsonEncodedText Name(string member) => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(member));

    private static void Write(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonEncodedText name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonEncodedText name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
