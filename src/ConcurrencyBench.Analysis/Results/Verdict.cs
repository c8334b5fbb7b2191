using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>What measurement says of a claim.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>The whole interval is on the claim's side.</summary>
    Supported,

    /// <summary>The whole interval is on the other side.</summary>
    Contradicted,

    /// <summary>The interval crosses the threshold, or there is none yet.</summary>
    Inconclusive,

    /// <summary>What it needs was not measured; the reason says why.</summary>
    NotMeasured,
}
