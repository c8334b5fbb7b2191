namespace ConcurrencyBench.Measurement.Counters;

/// <summary>Counters of a process tree that are read outside the timed region. Null where the system does not tell.</summary>
internal sealed record TreeLevels
{
    private const long Kilobyte = 1024;

    /// <summary>Peak resident memory, summed over the processes.</summary>
    public long? PeakRssBytes { get; private init; }

    /// <summary>Proportional memory, summed over the processes.</summary>
    public long? PssBytes { get; private init; }

    /// <summary>Private memory of all processes, and the largest process's shared memory.</summary>
    public long? MemoryBytes { get; private init; }

    /// <summary>Threads.</summary>
    public long? Threads { get; private init; }

    /// <summary>Voluntary switches of the live threads of the processes below the root.</summary>
    public long? ChildrenVoluntarySwitches { get; private init; }

    /// <summary>Involuntary switches of the live threads of the processes below the root.</summary>
    public long? ChildrenInvoluntarySwitches { get; private init; }

    /// <summary>Reads the counters of a tree.</summary>
    /// <param name="tree">Process ids, the root first.</param>
    /// <returns>The counters.</returns>
    public static TreeLevels Read(IReadOnlyList<int> tree)
    {
        var status = tree.Select(id => ProcFile.Read($"/proc/{id}/status")).ToList();
        var memory = tree.Select(id => ProcFile.Read($"/proc/{id}/smaps_rollup")).ToList();
        var threads = tree.Skip(1).SelectMany(ThreadStatus).ToList();
        return new TreeLevels
        {
            PeakRssBytes = Sum(status, "VmHWM") * Kilobyte,
            Threads = Sum(status, "Threads"),
            PssBytes = Sum(memory, "Pss") * Kilobyte,
            MemoryBytes = (Sum(memory, "Private_Clean") + Sum(memory, "Private_Dirty") + memory.Max(Shared)) * Kilobyte,
            ChildrenVoluntarySwitches = OperatingSystem.IsLinux() ? Sum(threads, "voluntary_ctxt_switches") : null,
            ChildrenInvoluntarySwitches = OperatingSystem.IsLinux() ? Sum(threads, "nonvoluntary_ctxt_switches") : null,
        };
    }

    private static IEnumerable<string?> ThreadStatus(int process)
    {
        var folder = $"/proc/{process}/task";
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Select(thread => ProcFile.Read($"{thread}/status")).Where(text => text is not null)
            : [];
    }

    private static long? Shared(string? rollup) =>
        rollup is null ? null : ProcFile.Field(rollup, "Shared_Clean") + ProcFile.Field(rollup, "Shared_Dirty");

    private static long? Sum(IReadOnlyCollection<string?> files, string field)
    {
        var values = files.Select(text => text is null ? null : ProcFile.Field(text, field)).ToList();
        return values.Exists(value => value is null) ? null : values.Sum();
    }
}
