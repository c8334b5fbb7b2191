using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>What getrusage(2) says of this process: ended threads are counted, which /proc cannot tell.</summary>
/// <param name="UserNanoseconds">CPU time in user mode.</param>
/// <param name="SystemNanoseconds">CPU time in the kernel.</param>
/// <param name="VoluntarySwitches">Times a thread gave up its core by itself.</param>
/// <param name="InvoluntarySwitches">Times a thread was made to.</param>
internal readonly partial record struct ResourceUsage(
    long UserNanoseconds, long SystemNanoseconds, long VoluntarySwitches, long InvoluntarySwitches)
{
    /// <summary>Reads the counters.</summary>
    /// <returns>The counters; null when the system has no such call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ResourceUsage? Read()
    {
        if (!OperatingSystem.IsLinux() || Get(who: 0, out var usage) != 0)
        {
            return null;
        }

        return new ResourceUsage(
            Nanoseconds(usage.UserSeconds, usage.UserMicroseconds),
            Nanoseconds(usage.SystemSeconds, usage.SystemMicroseconds),
            usage.VoluntarySwitches,
            usage.InvoluntarySwitches);
    }

    private static long Nanoseconds(nint seconds, nint microseconds) => (seconds * 1_000_000_000L) + (microseconds * 1_000L);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Get(int who, out Native usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct Native
    {
        public nint UserSeconds;
        public nint UserMicroseconds;
        public nint SystemSeconds;
        public nint SystemMicroseconds;
        public nint MaximumResident;
        public nint SharedText;
        public nint UnsharedData;
        public nint UnsharedStack;
        public nint MinorFaults;
        public nint MajorFaults;
        public nint Swaps;
        public nint BlockReads;
        public nint BlockWrites;
        public nint MessagesSent;
        public nint MessagesReceived;
        public nint Signals;
        public nint VoluntarySwitches;
        public nint InvoluntarySwitches;
    }
}
