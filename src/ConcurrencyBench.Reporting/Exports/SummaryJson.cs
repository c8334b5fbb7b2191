using System.Text.Json.Serialization;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>How summaries are serialised.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
