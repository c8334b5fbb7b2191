using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>Memory and threads of a process tree at this moment. Null where the system does not tell.</summary>
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

    /// <summary>Reads the counters of a tree.</summary>
    /// <param name="tree">Process ids.</param>
    /// <returns>The counters.</returns>
    public static TreeLevels Read(IReadOnlyList<int> tree)
    {
        if (tree.Count == 0)
        {
            return new TreeLevels();
        }

        var status = tree.Select(id => ProcFile.Read($"/proc/{id}/status")).ToList();
        var memory = tree.Select(id => ProcFile.Read($"/proc/{id}/smaps_rollup")).ToList();
        return new TreeLevels
        {
            PeakRssBytes = ProcFile.Sum(status, "VmHWM") * Kilobyte,
            Threads = ProcFile.Sum(status, "Threads"),
            PssBytes = ProcFile.Sum(memory, "Pss") * Kilobyte,
            MemoryBytes = (ProcFile.Sum(memory, "Private_Clean") + ProcFile.Sum(memory, "Private_Dirty") + memory.Max(Shared)) * Kilobyte,
        };
    }

    private static long? Shared(string? rollup) =>
        rollup is null ? null : ProcFile.Field(rollup, "Shared_Clean") + ProcFile.Field(rollup, "Shared_Dirty");
}
