namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>An OS thread, from its making to its end.</summary>
[MemoryDiagnoser]
public class ThreadBenchmarks
{
    [Benchmark(Description = "start and join a thread")]
    public void StartAndJoin()
    {
        var thread = new Thread(() => { });
        thread.Start();
        thread.Join();
    }
}
