using System.Text.Json.Serialization;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>One timed operation, in the answer to <c>measure</c>.</summary>
/// <param name="Nanoseconds">Its wall time.</param>
/// <param name="Costs">What else it cost.</param>
public sealed record Measured(double Nanoseconds, Costs Costs)
{
    /// <summary>The parts that its workload tells apart, in order; left out for most.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Phase>? Phases { get; init; }
}
