using System.Globalization;
using System.Runtime.InteropServices;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>The memory of this process as the system counts it.</summary>
internal static partial class ProcessMemory
{
    private const string Rollup = "/proc/self/smaps_rollup";
    private const long Kilobyte = 1024;

    /// <summary>The proportional share of its pages: a private page counts whole, a shared one by how many share it.</summary>
    /// <returns>Bytes; null where it is not available.</returns>
    public static long? Read()
    {
        if (!File.Exists(Rollup))
        {
            return null;
        }

        var line = File.ReadLines(Rollup).First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan()[4..^2].Trim(), CultureInfo.InvariantCulture) * Kilobyte;
    }

    /// <summary>The pages of a process that no other has: what would be free without it.</summary>
    /// <param name="process">Its id.</param>
    /// <returns>Bytes; null where it is not available.</returns>
    public static long? Private(int process) => ProcFile.Read($"/proc/{process}/smaps_rollup") is { } text
        ? (ProcFile.Field(text, "Private_Clean") + ProcFile.Field(text, "Private_Dirty")) * Kilobyte
        : null;

    /// <summary>
    /// Collects garbage, and gives the system back what the collector keeps for later and what the C library does. Both
    /// would otherwise serve the next operation, whose memory would seem to be less.
    /// </summary>
    public static void GiveBack()
    {
        // What finalizers held is garbage only at the second look.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            try
            {
                _ = MallocTrim(0);
            }
            catch (EntryPointNotFoundException)
            {
                // Another C library than glibc, which has no such call.
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MallocTrim(nuint keep);
}
