namespace ConcurrencyBench.Workloads.Grains;

/// <summary>The grain of 100 µs.</summary>
public sealed class Grain100MicrosecondsWorkload() : GrainWorkload("grain-100us", 100);
