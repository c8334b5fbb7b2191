namespace ConcurrencyBench.Workloads.Tests;

/// <summary>Tests that look at what is on the whole machine, or at all that this process holds, run when no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
