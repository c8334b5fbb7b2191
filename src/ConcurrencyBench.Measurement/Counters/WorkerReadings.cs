using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConcurrencyBench.Abstractions.Counters;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>What this process reads of itself.</summary>
internal sealed partial class WorkerReadings : IWorkerReadings
{
    public long? CpuNanoseconds
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => ProcessClock.Read(System.Environment.ProcessId);
    }

    public long? OrchestratorCpuNanoseconds
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => ProcessClock.ReadParent();
    }

    public ResourceUsage? Usage { get; private set; }

    /// <summary>Begins a reading: several counters come from one call of the system.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin()
    {
        if (!OperatingSystem.IsLinux() || Get(who: 0, out var usage) != 0)
        {
            Usage = null;
            return;
        }

        Usage = new ResourceUsage(
            Nanoseconds(usage.UserSeconds, usage.UserMicroseconds),
            Nanoseconds(usage.SystemSeconds, usage.SystemMicroseconds),
            usage.MinorFaults,
            usage.MajorFaults,
            usage.BlockReads,
            usage.BlockWrites,
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
