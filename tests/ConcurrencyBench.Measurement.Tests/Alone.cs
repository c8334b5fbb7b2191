namespace ConcurrencyBench.Measurement.Tests;

/// <summary>Tests that look at the children and the time of this whole process, and so run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
