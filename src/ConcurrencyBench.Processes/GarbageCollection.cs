namespace ConcurrencyBench.Processes;

/// <summary>The garbage of this process.</summary>
public static class GarbageCollection
{
    /// <summary>Collects it, and what its finalizers leave, as BenchmarkDotNet's engine does before an operation and again after it.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
