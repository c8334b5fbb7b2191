using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// How many times over a computing operation has its items, so that on many cores each core still gets many. With few
/// items each, the last to finish would decide, and starting threads would count for as much as computing.
/// </summary>
internal static class CpuWorkScale
{
    private const int CoresServedByOne = 4;

    /// <summary>The multiple for a concurrency; more than there are cores does not make more work.</summary>
    public static int Of(int concurrency) =>
        (Math.Min(concurrency, UsableCores.Current.Whole) + CoresServedByOne - 1) / CoresServedByOne;
}
