using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>One timed operation, in the answer to <c>measure</c>.</summary>
/// <param name="Nanoseconds">Its wall time.</param>
/// <param name="Costs">What else it cost.</param>
public sealed record Measured(double Nanoseconds, Costs Costs);
