namespace ConcurrencyBench.Workloads.Grains;

/// <summary>The grain of 1 µs.</summary>
public sealed class Grain1MicrosecondWorkload() : GrainWorkload("grain-1us", 1);
