namespace ConcurrencyBench.Reporting.Exports;

/// <summary>The benchmark class that the exported files name; its method stands for an item of any workload.</summary>
public static class ExportedBenchmark
{
    /// <summary>One item of the cell that the parameters name.</summary>
    public static void Item()
    {
    }
}
