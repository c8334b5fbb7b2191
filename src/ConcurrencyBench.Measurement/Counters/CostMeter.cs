using System.Runtime;
using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// What one operation costs this process: clocks and runtime counters, about 2 µs in all, read directly around the operation,
/// so that the engine's own collections are not counted. Only what a process knows best about itself; the rest is the
/// orchestrator's to read (<see cref="TreeMeter"/>), since whatever runs here is compiled here, beside the model.
/// </summary>
internal sealed class CostMeter
{
    private long _allocated;
    private Quick _before;
    private Quick _after;

    /// <summary>Call in the engine's iteration set-up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeforeIteration() => _allocated = GC.GetTotalAllocatedBytes(precise: true);

    /// <summary>Call as the first thing of the timed region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeforeOperation() => _before = Quick.Read();

    /// <summary>Call as the last thing of the timed region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AfterOperation() => _after = Quick.Read();

    /// <summary>Call in the engine's iteration clean-up.</summary>
    /// <returns>What the operation cost.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Costs AfterIteration()
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        var usage = _after.Usage;
        var usageBefore = _before.Usage;
        return new Costs
        {
            CpuNanoseconds = _after.CpuNanoseconds - _before.CpuNanoseconds,
            UserCpuNanoseconds = usage?.UserNanoseconds - usageBefore?.UserNanoseconds,
            SystemCpuNanoseconds = usage?.SystemNanoseconds - usageBefore?.SystemNanoseconds,
            OrchestratorCpuNanoseconds = _after.OrchestratorCpuNanoseconds - _before.OrchestratorCpuNanoseconds,
            VoluntarySwitches = usage?.VoluntarySwitches - usageBefore?.VoluntarySwitches,
            InvoluntarySwitches = usage?.InvoluntarySwitches - usageBefore?.InvoluntarySwitches,
            AllocatedBytes = allocated,
            GcCount = _after.GcCount - _before.GcCount,
            GcPauseNanoseconds = (long)(_after.GcPause - _before.GcPause).TotalNanoseconds,
            CompilationNanoseconds = (long)(_after.Compilation - _before.Compilation).TotalNanoseconds,
            LockContentions = _after.LockContentions - _before.LockContentions,
            ThreadPoolItems = _after.ThreadPoolItems - _before.ThreadPoolItems,
        };
    }

    private readonly record struct Quick(
        long? CpuNanoseconds,
        long? OrchestratorCpuNanoseconds,
        ResourceUsage? Usage,
        int GcCount,
        TimeSpan GcPause,
        TimeSpan Compilation,
        long LockContentions,
        long ThreadPoolItems)
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static Quick Read() => new(
            ProcessClock.Read(System.Environment.ProcessId),
            ProcessClock.ReadParent(),
            ResourceUsage.Read(),
            GC.CollectionCount(0),
            GC.GetTotalPauseDuration(),
            JitInfo.GetCompilationTime(),
            Monitor.LockContentionCount,
            ThreadPool.CompletedWorkItemCount);
    }
}
