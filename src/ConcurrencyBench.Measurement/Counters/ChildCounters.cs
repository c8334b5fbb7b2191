using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>What the processes below a worker have used so far. 0 where there are none, null where the system does not tell.</summary>
/// <param name="CpuNanoseconds">CPU time of all their threads, ended ones too.</param>
/// <param name="VoluntarySwitches">Voluntary switches of their live threads.</param>
/// <param name="InvoluntarySwitches">Involuntary switches of their live threads.</param>
internal readonly record struct ChildCounters(long? CpuNanoseconds, long? VoluntarySwitches, long? InvoluntarySwitches)
{
    /// <summary>Reads the counters.</summary>
    /// <param name="children">Process ids.</param>
    /// <returns>The counters.</returns>
    public static ChildCounters Read(IReadOnlyList<int> children)
    {
        var threads = children.SelectMany(ThreadStatus).ToList();
        return new ChildCounters(
            ProcessClock.Read(children),
            ProcFile.Sum(threads, "voluntary_ctxt_switches"),
            ProcFile.Sum(threads, "nonvoluntary_ctxt_switches"));
    }

    private static IEnumerable<string> ThreadStatus(int process)
    {
        var folder = $"/proc/{process}/task";
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Select(thread => ProcFile.Read($"{thread}/status")).OfType<string>()
            : [];
    }
}
