namespace ConcurrencyBench.Workloads.Grains;

/// <summary>The grain of 10 µs.</summary>
public sealed class Grain10MicrosecondsWorkload() : GrainWorkload("grain-10us", 10);
