using ConcurrencyBench.EndToEnd.Tests.Driving;

// Two lanes side by side, of which one measures: see Measuring. All other classes are one collection.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, MaxParallelThreads = 2)]

// One finished run serves every test that only reads a run's folder.
[assembly: AssemblyFixture(typeof(FinishedRun))]
