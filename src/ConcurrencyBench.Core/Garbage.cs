namespace ConcurrencyBench.Core;

/// <summary>The garbage of this process.</summary>
public static class Garbage
{
    /// <summary>Collects it, and what its finalizers leave: what BenchmarkDotNet's engine does between operations.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
