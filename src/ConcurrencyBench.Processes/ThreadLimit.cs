using System.Globalization;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Processes;

/// <summary>
/// How many more threads the system would give this process, and what sets the limit. It is found out from what the kernel says of
/// itself (proc(5), cgroups(7)), since a missing thread is noticed only when thousands have started.
/// </summary>
/// <param name="Threads">How many.</param>
/// <param name="Reason">What allows no more, in a clause.</param>
public sealed record ThreadLimit(long Threads, string Reason)
{
    /// <summary>What the program's own threads, and those that come and go on the system, may need meanwhile.</summary>
    private const int Spare = 256;

    /// <summary>Memory maps of a thread of .NET: its stack and the stack that signals are handled on, each with a guard page.</summary>
    private const int MapsPerThread = 4;

    /// <summary>Maps of a process of .NET before it has such threads: assemblies, heaps, libraries; about 1,000 in a worker.</summary>
    private const int MapsOfProcess = 2000;

    /// <summary>What a thread takes: of its own about 27 kB of stack and allocation buffers, and about as much in the kernel.</summary>
    private const long BytesPerThread = 56L << 10;

    /// <summary>The limit of this system.</summary>
    public static ThreadLimit OfThisSystem() => Of(ProcFile.Read, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Environment.IsPrivilegedProcess);

    /// <summary>The limit that the system's files report.</summary>
    /// <param name="read">A file's text, or null where there is none.</param>
    /// <param name="memory">How many bytes the process may have.</param>
    /// <param name="isPrivileged">Whether the user's own limit on processes is not enforced, as for root.</param>
    internal static ThreadLimit Of(Func<string, string?> read, long memory, bool isPrivileged)
    {
        // "0.52 0.58 0.59 2/345 6789": of the fourth field the second number is how many threads the system has.
        var present = Number(read("/proc/loadavg")?.Split(' ').ElementAtOrDefault(3)?.Split('/').ElementAtOrDefault(1)) ?? 0;
        List<ThreadLimit> limits = [new(memory / BytesPerThread, $"there are {Megabytes(memory)} MiB of memory, and a thread takes about {BytesPerThread >> 10} KiB")];
        AddSystemWide(limits, read, "kernel.threads-max", present);
        AddSystemWide(limits, read, "kernel.pid_max", present);
        if (Number(read("/proc/sys/vm/max_map_count")) is { } maps)
        {
            limits.Add(new((maps - MapsOfProcess) / MapsPerThread, $"vm.max_map_count is {Text(maps)}, and a thread takes {MapsPerThread} maps"));
        }

        if (!isPrivileged && Number(Processes(read("/proc/self/limits"))) is { } processes)
        {
            limits.Add(new(processes - present, $"ulimit -u is {Text(processes)}, and there are {Text(present)} threads already"));
        }

        foreach (var (group, most, now) in CgroupPidLimits.Of(read))
        {
            limits.Add(new(most - now, $"pids.max of the cgroup {group} is {Text(most)}, and it has {Text(now)}"));
        }

        var tightest = limits.MinBy(limit => limit.Threads)!;
        return tightest with { Threads = Math.Max(0, tightest.Threads - Spare) };
    }

    /// <summary>Whether so many threads are available.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    public Applicability Allows(int count) => count <= Threads
        ? Applicability.Yes
        : Applicability.No($"the system allows about {Text(Threads)} threads: {Reason}");

    private static void AddSystemWide(List<ThreadLimit> limits, Func<string, string?> read, string name, long present)
    {
        if (Number(read($"/proc/sys/{name.Replace('.', '/')}")) is { } most)
        {
            limits.Add(new(most - present, $"{name} is {Text(most)}, and there are {Text(present)} threads already"));
        }
    }

    private static string? Processes(string? limits) =>
        limits?.Split('\n').FirstOrDefault(line => line.StartsWith("Max processes", StringComparison.Ordinal))?
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2);

    /// <summary>A number; null for "max" and "unlimited", and where there is none.</summary>
    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long Megabytes(long bytes) => bytes >> 20;

    private static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
