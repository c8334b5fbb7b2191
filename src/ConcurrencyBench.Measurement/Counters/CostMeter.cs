using BenchmarkDotNet.Engines;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// The cost vector of one operation of this process and its children. What is slow to read is read around the
/// engine's iteration, where nothing is timed; what is quick (clocks and runtime counters, about 2 µs in all) around
/// the operation itself, so that the engine's own collections are not counted.
/// </summary>
internal sealed class CostMeter
{
    private IReadOnlyList<int> _tree = [];
    private TreeLevels _levels = new();
    private GcStats _allocation;
    private Quick _before;
    private Quick _after;

    /// <summary>Call in the engine's iteration set-up.</summary>
    public void BeforeIteration()
    {
        _tree = ProcessTree.Of(System.Environment.ProcessId);
        _levels = TreeLevels.Read(_tree);
        _allocation = GcStats.ReadInitial();
    }

    /// <summary>Call as the first thing of the timed region.</summary>
    public void BeforeOperation() => _before = Quick.Read(_tree);

    /// <summary>Call as the last thing of the timed region.</summary>
    public void AfterOperation() => _after = Quick.Read(_tree);

    /// <summary>Call in the engine's iteration clean-up.</summary>
    /// <returns>What the operation cost.</returns>
    public Costs AfterIteration()
    {
        var allocated = (GcStats.ReadFinal() - _allocation).GetTotalAllocatedBytes(excludeAllocationQuantumSideEffects: false);
        var levels = TreeLevels.Read(_tree);
        var usage = _after.Usage;
        var usageBefore = _before.Usage;

        // The runtime tells of this process only: where children did the work, it does not tell.
        var isAlone = _tree.Count == 1;
        return new Costs
        {
            CpuNanoseconds = _after.CpuNanoseconds - _before.CpuNanoseconds,
            UserCpuNanoseconds = usage?.UserNanoseconds - usageBefore?.UserNanoseconds,
            SystemCpuNanoseconds = usage?.SystemNanoseconds - usageBefore?.SystemNanoseconds,
            VoluntarySwitches = usage?.VoluntarySwitches - usageBefore?.VoluntarySwitches
                + (levels.ChildrenVoluntarySwitches - _levels.ChildrenVoluntarySwitches),
            InvoluntarySwitches = usage?.InvoluntarySwitches - usageBefore?.InvoluntarySwitches
                + (levels.ChildrenInvoluntarySwitches - _levels.ChildrenInvoluntarySwitches),
            PeakRssBytes = levels.PeakRssBytes,
            PssBytes = levels.PssBytes,
            MemoryBytes = levels.MemoryBytes,
            Threads = levels.Threads,
            AllocatedBytes = isAlone ? allocated : null,
            GcCount = isAlone ? _after.GcCount - _before.GcCount : null,
            GcPauseNanoseconds = isAlone ? (long)(_after.GcPause - _before.GcPause).TotalNanoseconds : null,
            LockContentions = isAlone ? _after.LockContentions - _before.LockContentions : null,
            ThreadPoolItems = isAlone ? _after.ThreadPoolItems - _before.ThreadPoolItems : null,
        };
    }

    private readonly record struct Quick(
        long? CpuNanoseconds, ResourceUsage? Usage, int GcCount, TimeSpan GcPause, long LockContentions, long ThreadPoolItems)
    {
        public static Quick Read(IReadOnlyList<int> tree)
        {
            long? cpu = 0;
            foreach (var process in tree)
            {
                cpu += ProcessClock.Read(process);
            }

            return new Quick(
                cpu,
                ResourceUsage.Read(),
                GC.CollectionCount(0),
                GC.GetTotalPauseDuration(),
                Monitor.LockContentionCount,
                ThreadPool.CompletedWorkItemCount);
        }
    }
}
