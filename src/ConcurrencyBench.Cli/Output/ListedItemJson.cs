using System.Text.Json.Serialization;

namespace ConcurrencyBench.Cli.Output;

/// <summary>How <c>cbench list --json</c> is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<ListedItem>))]
internal sealed partial class ListedItemJson : JsonSerializerContext;
