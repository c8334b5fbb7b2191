using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>On which side of a limit a figure must be.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Side>))]
public enum Side
{
    /// <summary>At the limit or above.</summary>
    AtLeast,

    /// <summary>At the limit or below.</summary>
    AtMost,

    /// <summary>Above the limit, which itself does not do.</summary>
    Above,
}
