namespace ConcurrencyBench.Workloads.Tests;

/// <summary>Tests that look at what is on the whole machine run when no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
