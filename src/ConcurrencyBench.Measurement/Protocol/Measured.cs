using System.Text.Json.Serialization;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>One timed operation, in the answer to <c>measure</c>.</summary>
/// <param name="Nanoseconds">Its wall time.</param>
/// <param name="Costs">What else it cost.</param>
public sealed record Measured(double Nanoseconds, Costs Costs)
{
    /// <summary>
    /// The digest of all its items, 16 hexadecimal digits: d ← d · 0x9E3779B97F4A7C15 + (the item's digest), modulo 2⁶⁴, over the items
    /// in order, from 0. The orchestrator knows what it must be.
    /// </summary>
    public string? Digest { get; init; }

    /// <summary>The parts that its workload distinguishes, in order; left out for most.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Phase>? Phases { get; init; }
}
