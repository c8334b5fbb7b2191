using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// Suspends processes by a signal (SIGSTOP) until they are resumed. A suspended process cannot notice that its input closed, so
/// it must have asked to be resumed when its parent ends. On Linux alone; elsewhere no process is suspended.
/// </summary>
public static partial class Suspension
{
    // The numbers of Linux on every processor that .NET runs on.
    private const int End = 9;
    private const int Continue = 18;
    private const int Stop = 19;
    private const int SetParentDeathSignal = 1;

    /// <summary>Whether processes can be suspended here.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Asks the kernel to resume this process when its parent ends, whenever that is and however.</summary>
    internal static void ResumeWhenParentEnds() => SignalAtParentsEnd(Continue);

    /// <summary>Asks the kernel to end this process, or the program that it becomes, when its parent ends.</summary>
    internal static void EndWithParent() => SignalAtParentsEnd(End);

    private static void SignalAtParentsEnd(nuint signal)
    {
        if (IsSupported)
        {
            _ = ControlProcess(SetParentDeathSignal, signal, 0, 0, 0);
        }
    }

    /// <summary>Suspends processes; those that have ended are passed over.</summary>
    /// <param name="processes">Process ids, each of one whose <see cref="ChildLifetime"/> has begun.</param>
    public static void Suspend(IReadOnlyList<int> processes) => Signal(processes, Stop);

    /// <summary>Resumes processes; those that are not suspended are unaffected.</summary>
    /// <param name="processes">Process ids.</param>
    public static void Resume(IReadOnlyList<int> processes) => Signal(processes, Continue);

    private static void Signal(IReadOnlyList<int> processes, int signal)
    {
        if (IsSupported)
        {
            foreach (var process in processes)
            {
                _ = Kill(process, signal);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ControlProcess(int option, nuint argument, nuint third, nuint fourth, nuint fifth);
}
