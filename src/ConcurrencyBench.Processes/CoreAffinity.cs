using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// The cores that a thread, and every process that it starts, may run on (sched_setaffinity(2)). A process that starts with fewer counts those
/// alone: its runtime, its thread pool and its own children. On Linux alone.
/// </summary>
public static partial class CoreAffinity
{
    // 8,192 processors, the most that a kernel is built for.
    private const int MaskBytes = 1024;

    /// <summary>Whether processes can be kept to some cores here.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Calls a function while the calling thread may run on few of its cores.</summary>
    /// <typeparam name="T">What the function gives.</typeparam>
    /// <param name="cores">How many: the last ones, as the first serve the system's interrupts. Null for all; no thread gets more than it has.</param>
    /// <param name="function">Called on this thread, which may run where it might before once the function has returned or thrown.</param>
    /// <returns>What it gives.</returns>
    /// <exception cref="Win32Exception">The system refused.</exception>
    public static T On<T>(int? cores, Func<T> function)
    {
        if (cores is not { } most || !IsSupported)
        {
            return function();
        }

        var before = new byte[MaskBytes];
        Require(Get(0, MaskBytes, before));
        Require(Set(0, MaskBytes, Last(before, most)));
        try
        {
            return function();
        }
        finally
        {
            Require(Set(0, MaskBytes, before));
        }
    }

    /// <summary>The last cores of a mask.</summary>
    /// <param name="mask">A bit for each processor, the lowest first.</param>
    /// <param name="count">How many, from 1.</param>
    /// <returns>The mask with so many bits, or with all where it has fewer.</returns>
    internal static byte[] Last(ReadOnlySpan<byte> mask, int count)
    {
        var last = new byte[mask.Length];
        for (var index = mask.Length - 1; index >= 0 && count > 0; index--)
        {
            for (var rest = mask[index]; rest != 0 && count > 0; count--)
            {
                var highest = (byte)(1 << BitOperations.Log2(rest));
                last[index] |= highest;
                rest ^= highest;
            }
        }

        return last;
    }

    private static void Require(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Get(int thread, nint size, byte[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int thread, nint size, byte[] mask);
}
