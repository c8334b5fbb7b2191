using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// Processes that stand still, stopped by a signal, until they are told to go on. One that stands still cannot notice that its
/// input closed, so it must have asked to be woken when its parent ends. On Linux alone; elsewhere nothing stands still.
/// </summary>
public static partial class Suspension
{
    // The numbers of Linux on every processor that .NET runs on.
    private const int Continue = 18;
    private const int Stop = 19;
    private const int SetParentDeathSignal = 1;

    /// <summary>Whether processes can stand still here.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Asks for this process to go on when its parent ends, whenever that is and however.</summary>
    internal static void WakeWhenParentEnds()
    {
        if (IsSupported)
        {
            _ = ControlProcess(SetParentDeathSignal, Continue, 0, 0, 0);
        }
    }

    /// <summary>Makes processes stand still; those that have ended are passed over.</summary>
    /// <param name="processes">Process ids, each of one whose <see cref="ChildLifetime"/> has begun.</param>
    public static void Begin(IReadOnlyList<int> processes) => Signal(processes, Stop);

    /// <summary>Lets processes go on; does nothing to those that do not stand still.</summary>
    /// <param name="processes">Process ids.</param>
    public static void End(IReadOnlyList<int> processes) => Signal(processes, Continue);

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
