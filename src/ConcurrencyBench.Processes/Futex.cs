using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// Sleeping on a word of memory that processes share: Linux's futex (futex(2); the C library has no name for it). Other systems
/// have nothing of the kind between processes that could be called here; there a sleeper looks again every millisecond.
/// </summary>
public static unsafe partial class Futex
{
    private const int WaitOperation = 0;
    private const int WakeOperation = 1;

    private static readonly nint FutexCall = RuntimeInformation.ProcessArchitecture switch
    {
        _ when !OperatingSystem.IsLinux() => 0,
        Architecture.X64 => 202,
        Architecture.Arm64 => 98,
        _ => 0,
    };

    /// <summary>Sleeps until the word is woken, unless it has changed already; perhaps less long.</summary>
    /// <param name="word">The word.</param>
    /// <param name="seen">What it was when the caller looked.</param>
    public static void Sleep(int* word, int seen)
    {
        if (FutexCall == 0)
        {
            Thread.Sleep(1);
            return;
        }

        // Whatever it returns, interruption by a signal included, the caller looks again.
        _ = SystemCall(FutexCall, word, WaitOperation, seen, 0);
    }

    /// <summary>Wakes who sleeps on the word, after it was changed.</summary>
    /// <param name="word">The word.</param>
    public static void Wake(int* word)
    {
        if (FutexCall != 0)
        {
            _ = SystemCall(FutexCall, word, WakeOperation, int.MaxValue, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, int* word, nint operation, nint value, nint timeout);
}
