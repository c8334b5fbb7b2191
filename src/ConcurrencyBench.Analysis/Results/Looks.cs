using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>How often a run looks at its results before it ends, which decides what evidence a verdict needs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Looks>))]
public enum Looks
{
    /// <summary>Once, after a number of rounds that was planned: an interval decides.</summary>
    Once,

    /// <summary>After any round, and after each resumption: an e-value decides, which holds at every look.</summary>
    Any,
}
