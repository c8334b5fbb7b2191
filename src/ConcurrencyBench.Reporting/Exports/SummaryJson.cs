using System.Text.Json.Serialization;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Exports;

/// <summary>How summaries are serialised.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(RunResults))]
internal sealed partial class SummaryJson : JsonSerializerContext;
