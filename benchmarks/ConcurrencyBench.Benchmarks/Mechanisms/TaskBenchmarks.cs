namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>A task of the thread pool, from its making to its end.</summary>
[MemoryDiagnoser]
public class TaskBenchmarks
{
    private const int Tasks = 1_000;

    // One after the other: the waiting side is a continuation on the pool, as in an async method, not a blocked thread.
    [Benchmark(Description = "run and await a task", OperationsPerInvoke = Tasks)]
    public async Task RunAndAwaitAsync()
    {
        for (var task = 0; task < Tasks; task++)
        {
            await Task.Run(() => { });
        }
    }
}
