namespace ConcurrencyBench.Core;

/// <summary>The garbage of this process.</summary>
public static class Garbage
{
    /// <summary>
    /// Collects it, and what its finalizers leave, as BenchmarkDotNet's engine does between two operations: after the one and again
    /// before the next. Each collection gives memory back to the system, which the next operation has to touch anew.
    /// </summary>
    public static void Collect()
    {
        AsTheEngineDoes();
        AsTheEngineDoes();
    }

    private static void AsTheEngineDoes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
