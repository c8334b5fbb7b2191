using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// What an operation costs a worker's process tree beyond what the worker tells of itself: memory and threads of all its
/// processes, CPU time and switches of those below it. Read from outside, around the request, in the same way for every
/// runtime; the processes are those the tree had when it was ready.
/// </summary>
/// <param name="tree">Process ids, the worker first.</param>
internal sealed class TreeMeter(IReadOnlyList<int> tree)
{
    private readonly IReadOnlyList<int> _children = [.. tree.Skip(1)];
    private ChildCounters _before;

    /// <summary>Call before the request.</summary>
    public void BeforeRequest() => _before = ChildCounters.Read(_children);

    /// <summary>Call at once after the answer.</summary>
    /// <param name="costs">What the worker told of itself.</param>
    /// <returns>What the operation cost the tree, without memory and threads.</returns>
    public Costs AfterRequest(Costs costs)
    {
        var after = ChildCounters.Read(_children);

        // The runtime tells of the worker only: where children did the work, it does not tell.
        var own = _children.Count == 0 ? costs : costs with
        {
            AllocatedBytes = null,
            GcCount = null,
            GcPauseNanoseconds = null,
            CompilationNanoseconds = null,
            LockContentions = null,
            ThreadPoolItems = null,
        };
        return own with
        {
            CpuNanoseconds = costs.CpuNanoseconds + (after.CpuNanoseconds - _before.CpuNanoseconds),
            VoluntarySwitches = costs.VoluntarySwitches + Since(_before.VoluntarySwitches, after.VoluntarySwitches),
            InvoluntarySwitches = costs.InvoluntarySwitches + Since(_before.InvoluntarySwitches, after.InvoluntarySwitches),
        };
    }

    /// <summary>Of live threads only: where one ended meanwhile, the difference would say less than nothing, and is not available.</summary>
    private static long? Since(long? before, long? after) => after >= before ? after - before : null;

    /// <summary>Call when garbage has been collected.</summary>
    /// <param name="costs">What the operation cost the tree.</param>
    /// <returns>The same with memory and threads.</returns>
    public Costs WithLevels(Costs costs)
    {
        var levels = TreeLevels.Read(tree);
        return costs with
        {
            PeakRssBytes = levels.PeakRssBytes,
            PssBytes = levels.PssBytes,
            MemoryBytes = levels.MemoryBytes,
            Threads = levels.Threads,
        };
    }
}
