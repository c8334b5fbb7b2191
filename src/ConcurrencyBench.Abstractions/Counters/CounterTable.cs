namespace ConcurrencyBench.Abstractions.Counters;

/// <summary>
/// All counters, a row each. A row is all that a counter needs: worker, messages, process tree, journal, checks, <c>summary.json</c>, cost table and
/// exports go through the table. Their order is the order of members in files.
/// </summary>
public static class CounterTable
{
    private const long Kilobyte = 1024;

    private static readonly Func<IProcessReadings, long?> LeftOut = _ => 0;

    /// <summary>The counters.</summary>
    public static IReadOnlyList<Counter> All { get; } =
    [
        .. new Counter[]
        {
            new("cpuNanoseconds", "ns", "CPU time of all processes of the tree") { InWorker = own => own.CpuNanoseconds, Outside = process => process.CpuNanoseconds, Column = "CPU time per item" },
            new("userCpuNanoseconds", "ns", "the worker's CPU time in user mode, without its children") { InWorker = own => own.Usage?.UserNanoseconds, Outside = LeftOut },
            new("systemCpuNanoseconds", "ns", "the worker's CPU time in the kernel, without its children") { InWorker = own => own.Usage?.SystemNanoseconds, Outside = LeftOut },
            new("fixtureCpuNanoseconds", "ns", "CPU time of the server that items talk to, which is not the model's") { OfFixture = process => process.CpuNanoseconds, Column = "Server CPU per item" },
            new("orchestratorCpuNanoseconds", "ns", "CPU time of the program that asked for the measurement, which only waits meanwhile") { InWorker = own => own.OrchestratorCpuNanoseconds, Outside = LeftOut },
            new("voluntarySwitches", "", "times a thread of the tree gave up its core by itself") { InWorker = own => own.Usage?.VoluntarySwitches, Outside = process => process.OfThreads("voluntary_ctxt_switches"), Column = "Switches per item" },
            new("involuntarySwitches", "", "times a thread of the tree was made to give up its core") { InWorker = own => own.Usage?.InvoluntarySwitches, Outside = process => process.OfThreads("nonvoluntary_ctxt_switches"), Column = "Switches per item" },
            new("memoryBytes", "B", "memory the tree would need alone on the machine: all private pages, and of the shared ones the largest process's") { AtEnd = Footprint, Column = "Memory" },
            new("peakRssBytes", "B", "the launch's peak resident memory, summed over the tree: shared pages count once a process") { AtEnd = tree => Sum(tree, process => process.Field("status", "VmHWM")) * Kilobyte, Column = "Peak RSS" },
            new("pssBytes", "B", "proportional memory of the tree: shared pages are divided among all their users, other workers included") { AtEnd = tree => Sum(tree, process => process.Field("smaps_rollup", "Pss")) * Kilobyte },
            new("threads", "", "threads of the tree after the operation") { AtEnd = tree => Sum(tree, process => process.Field("status", "Threads")) },
            new("allocatedBytes", "B", "managed memory that the worker allocated") { InWorker = _ => GC.GetTotalAllocatedBytes(precise: true), IsSlow = true, Column = "Allocated per item" },
            new("gcCount", "", "garbage collections in the worker") { InWorker = _ => GC.CollectionCount(0) },
            new("gcPauseNanoseconds", "ns", "time that the worker's threads were suspended for the garbage collector") { InWorker = _ => GC.GetTotalPauseDuration().Ticks * TimeSpan.NanosecondsPerTick },
            new("compilationNanoseconds", "ns", "time that the worker's runtime spent compiling, summed over threads") { InWorker = _ => System.Runtime.JitInfo.GetCompilationTime().Ticks * TimeSpan.NanosecondsPerTick },
            new("lockContentions", "", "times a thread of the worker had to wait for a monitor") { InWorker = _ => Monitor.LockContentionCount },
            new("threadPoolItems", "", "work items that the worker's thread pool finished") { InWorker = _ => ThreadPool.CompletedWorkItemCount },
        }.Select((row, index) => row with { Index = index }),
    ];

    /// <summary>A counter by its name.</summary>
    /// <param name="name">The name, as "cpuNanoseconds".</param>
    /// <returns>Its row.</returns>
    /// <exception cref="InvalidOperationException">The table has no such row.</exception>
    public static Counter Named(string name) => All.First(counter => counter.Name == name);

    private static long? Footprint(IReadOnlyList<IProcessReadings> tree)
    {
        var shared = tree.Select(process => process.Field("smaps_rollup", "Shared_Clean") + process.Field("smaps_rollup", "Shared_Dirty"));
        return (Sum(tree, process => process.Field("smaps_rollup", "Private_Clean") + process.Field("smaps_rollup", "Private_Dirty")) + shared.Max()) * Kilobyte;
    }

    private static long? Sum(IReadOnlyList<IProcessReadings> tree, Func<IProcessReadings, long?> reading) =>
        tree.Select(reading).Aggregate((long?)0, (sum, value) => sum + value);
}
