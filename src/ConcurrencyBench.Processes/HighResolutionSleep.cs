using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// A sleep finer than Thread.Sleep's millisecond. Requests of one burst fall due within microseconds of each other, and
/// must neither wait a millisecond for that nor make the server spin on a core that the measured model could use.
/// </summary>
public static partial class HighResolutionSleep
{
    /// <summary>Sleeps for about a time; may end early when a signal arrives, so the caller looks at the clock.</summary>
    /// <param name="time">How long.</param>
    public static void For(TimeSpan time)
    {
        if (OperatingSystem.IsWindows())
        {
            Thread.Sleep((int)Math.Ceiling(time.TotalMilliseconds));
            return;
        }

        var request = new TimeSpec((nint)(long)time.TotalSeconds, (nint)(time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
        _ = NanoSleep(in request, IntPtr.Zero);
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec request, IntPtr remaining);
}
