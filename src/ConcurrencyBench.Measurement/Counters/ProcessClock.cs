using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// The CPU time of any process in nanoseconds, all threads counted, ended ones too. Linux numbers these clocks by the
/// complement of the process id (see clock_getcpuclockid(3)), so reading one needs no privilege and no parsing.
/// </summary>
internal static partial class ProcessClock
{
    private const int SchedulerClock = 2;

    /// <summary>Reads a process's CPU time.</summary>
    /// <returns>Nanoseconds since its start; null when it is gone or the system has no such clock.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long? Read(int processId) => SystemClock.Read((~processId << 3) | SchedulerClock);

    /// <summary>Reads the CPU time of the process that started this one: of a worker, the orchestrator.</summary>
    /// <returns>Nanoseconds since its start; null when the system has no such clock.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long? ReadParent() => OperatingSystem.IsLinux() ? Read(GetParent()) : null;

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParent();
}
