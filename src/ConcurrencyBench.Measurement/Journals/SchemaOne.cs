using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// Reads files of schema version 1, which had neither comparisons nor runtimes nor parameters: a workload was planned by concurrencies
/// and models, a cell had a concurrency, and a line did not say in which comparison it was measured. Only the baseline was at 1 whatever
/// it was compared with. A phase had a name, which was both id and label.
/// </summary>
internal static class SchemaOne
{
    /// <summary>The version of these files.</summary>
    public const int Version = 1;

    /// <summary>How a manifest is read.</summary>
    public static JsonTypeInfo<RunManifest> Manifest { get; } =
        new ManifestJson(new JsonSerializerOptions(ManifestJson.Default.Options) { Converters = { new PlanConverter(), new ExclusionConverter() } }).RunManifest;

    /// <summary>How a line of the journal is read.</summary>
    public static JsonTypeInfo<JournalEntry> Entry { get; } = JournalJson.Describe(new CellConverter(), new PhaseConverter());

    /// <summary>Finds the comparison of each line; one where only baselines say something keeps none.</summary>
    /// <param name="plan">The run's plan.</param>
    /// <param name="entries">The lines, in order, each of which is replaced.</param>
    public static void AddComparisons(Plan plan, List<JournalEntry> entries)
    {
        var comparisons = plan.Comparisons.ToLookup(comparison => (comparison.Workload, comparison.Concurrency));
        var baselines = plan.Comparisons.SelectMany(comparison => comparison.Cells.Where(comparison.IsOfBaseline)).Select(cell => cell.Model).ToHashSet();
        var blocks = entries.OfType<BlockMeasurement>().Where(entry => !baselines.Contains(entry.Cell.Model))
            .GroupBy(BlockOf).ToDictionary(block => block.Key, block => block.Max(entry => entry.Cell.Concurrency));
        foreach (ref var entry in CollectionsMarshal.AsSpan(entries))
        {
            entry = entry is CellEntry line ? line with { Comparison = Of(line)?.Id } : entry;
        }

        Comparison? Of(CellEntry entry) => entry is BlockMeasurement measurement
            ? blocks.TryGetValue(BlockOf(measurement), out var concurrency) ? comparisons[(entry.Cell.Workload, concurrency)].FirstOrDefault() : null
            : baselines.Contains(entry.Cell.Model) ? null : comparisons[(entry.Cell.Workload, entry.Cell.Concurrency)].FirstOrDefault();
    }

    private static (string Workload, int Round, int Block) BlockOf(BlockMeasurement entry) => (entry.Cell.Workload, entry.Round, entry.Block);

    private static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> json)
        where T : class => JsonSerializer.Deserialize(ref reader, json) ?? throw new JsonException("no element may be null");

    private sealed class PlanConverter : JsonConverter<WorkloadPlan>
    {
        public override WorkloadPlan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var planned = SchemaOne.Read(ref reader, SchemaOneJson.Default.WorkloadOfSchemaOne);
            return ManifestRules.Of(planned) is { } fault ? throw new JsonException(fault.ToString()) : planned.ToPlan();
        }

        public override void Write(Utf8JsonWriter writer, WorkloadPlan value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class ExclusionConverter : JsonConverter<Exclusion>
    {
        public override Exclusion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            SchemaOne.Read(ref reader, SchemaOneJson.Default.ExclusionOfSchemaOne).ToExclusion();

        public override void Write(Utf8JsonWriter writer, Exclusion value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class CellConverter : JsonConverter<Cell>
    {
        public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var cell = SchemaOne.Read(ref reader, SchemaOneJson.Default.CellOfSchemaOne);
            return new Cell(new Runtime(cell.Runtime), cell.Model, cell.Workload, Parameters.Of(cell.Concurrency));
        }

        public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class PhaseConverter : JsonConverter<Phase>
    {
        public override Phase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            SchemaOne.Read(ref reader, SchemaOneJson.Default.PhaseOfSchemaOne).ToPhase();

        public override void Write(Utf8JsonWriter writer, Phase value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
