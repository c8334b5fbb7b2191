namespace ConcurrencyBench.Workloads.Grains;

/// <summary>The grain of 10 ms.</summary>
public sealed class Grain10MillisecondsWorkload() : GrainWorkload("grain-10ms", 10_000);
