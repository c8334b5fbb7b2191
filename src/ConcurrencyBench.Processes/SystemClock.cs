using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>The system's clocks by number, clock_gettime(2); on Linux alone.</summary>
public static partial class SystemClock
{
    private const int BootClock = 7;

    /// <summary>Reads a clock.</summary>
    /// <param name="clock">Its number.</param>
    /// <returns>Nanoseconds; null when the system has no such clock.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long? Read(int clock) =>
        OperatingSystem.IsLinux() && GetTime(clock, out var time) == 0 ? (time.Seconds * 1_000_000_000L) + time.Nanoseconds : null;

    /// <summary>
    /// Reads the time since the machine was started, its sleep counted (CLOCK_BOOTTIME): starts of processes are given in it.
    /// /proc/uptime may be that of a container instead.
    /// </summary>
    /// <returns>Nanoseconds; null when the system has no such clock.</returns>
    public static long? ReadSinceBoot() => Read(BootClock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out TimeSpec time);
}
