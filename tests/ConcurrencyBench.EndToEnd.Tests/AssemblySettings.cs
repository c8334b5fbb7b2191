using ConcurrencyBench.EndToEnd.Tests.Driving;

// Runs measure: one that shares the cores with another repeats blocks and takes longer than it should.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// One finished run serves every test that only reads a run's folder.
[assembly: AssemblyFixture(typeof(FinishedRun))]
