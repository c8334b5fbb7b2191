namespace ConcurrencyBench.Workloads.Grains;

/// <summary>The grain of 1 ms.</summary>
public sealed class Grain1MillisecondWorkload() : GrainWorkload("grain-1ms", 1_000);
