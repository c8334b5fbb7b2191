using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ConcurrencyBench.Processes;

/// <summary>
/// The system's handle of a child (pidfd_open(2)), with which a thread can wait for the child's output and for its end at once. A
/// process that the child left behind may hold its pipes open for ever. On Linux from 5.3 on.
/// </summary>
internal sealed partial class ProcessHandle : IDisposable
{
    /// <summary>As much as a pipe holds where pages are largest: what the child itself wrote is not behind more than this of others.</summary>
    public const int MostInPipe = 1 << 20;

    /// <summary>How long output is still read after the end: what the child itself wrote is there already.</summary>
    private static readonly TimeSpan _drain = TimeSpan.FromSeconds(1);

    // The number of the call on every processor that .NET runs on.
    private const long OpenProcess = 434;
    private const short InputEvent = 1;
    private const int InterruptedError = 4;
    private const int NoSuchProcess = 3;
    private const int TryAgain = 11;

    private readonly SafeFileHandle? _handle;
    private long _ended;

    private ProcessHandle(SafeFileHandle? handle)
    {
        _handle = handle;
        _ended = handle is null ? Stopwatch.GetTimestamp() : 0;
    }

    /// <summary>How long ago its end was seen by who read from it; zero when it was not.</summary>
    public TimeSpan SinceEnd => Ended() is { } ended ? Stopwatch.GetElapsedTime(ended) : TimeSpan.Zero;

    /// <summary>Opens the handle of a child.</summary>
    /// <returns>The handle; null where the system has none.</returns>
    public static ProcessHandle? Open(int process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var handle = Call(OpenProcess, process, 0);
        return handle >= 0 ? new ProcessHandle(new SafeFileHandle((nint)handle, ownsHandle: true))
            : Marshal.GetLastPInvokeError() == NoSuchProcess ? new ProcessHandle(null)
            : null;
    }

    /// <summary>
    /// Reads what the child wrote, and blocks until there is something. Not through the framework's stream, which would make the pipe a
    /// socket's and start a thread for sockets.
    /// </summary>
    /// <param name="pipe">The reading end of a pipe that the child writes to.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="left">
    /// How much of this pipe may still be read later than a second after the child's end, <see cref="MostInPipe"/> at first. Another process
    /// that writes without a pause must not keep it open.
    /// </param>
    /// <returns>How many bytes; 0 at the end, a second after that of the child at the latest, or when all that it can have written is read.</returns>
    /// <exception cref="IOException">The system cannot read it.</exception>
    public int Read(SafeHandle pipe, Span<byte> buffer, ref int left)
    {
        while (!buffer.IsEmpty && WaitForInput(pipe))
        {
            var isOver = SinceEnd > _drain;
            var wanted = isOver ? Math.Min(buffer.Length, left) : buffer.Length;
            var read = wanted == 0 ? 0 : ReadPipe(pipe, ref buffer[0], (nuint)wanted);
            if (read >= 0)
            {
                left -= isOver ? (int)read : 0;
                return (int)read;
            }

            if (Marshal.GetLastPInvokeError() is not (InterruptedError or TryAgain))
            {
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
            }
        }

        return 0;
    }

    public void Dispose() => _handle?.Dispose();

    /// <summary>Blocks until there is something to read, or nothing more is to be waited for.</summary>
    private bool WaitForInput(SafeHandle pipe)
    {
        while (true)
        {
            if (Ended() is not { } ended)
            {
                // The end counts also where the pipe has input: of a writer that never pauses it always has.
                var (hasInput, hasEnded) = Poll(pipe, _handle, Timeout.Infinite);
                if (hasEnded)
                {
                    Interlocked.CompareExchange(ref _ended, Stopwatch.GetTimestamp(), 0);
                }

                if (hasInput)
                {
                    return true;
                }
            }
            else
            {
                var left = _drain - Stopwatch.GetElapsedTime(ended);
                return Poll(pipe, null, (int)Math.Max(0, left.TotalMilliseconds)) is (true, _);
            }
        }
    }

    private long? Ended() => Volatile.Read(ref _ended) is var ended && ended == 0 ? null : ended;

    private static (bool HasInput, bool HasEnded) Poll(SafeHandle pipe, SafeHandle? process, int milliseconds)
    {
        bool holdsPipe = false, holdsProcess = false;
        try
        {
            pipe.DangerousAddRef(ref holdsPipe);
            process?.DangerousAddRef(ref holdsProcess);

            // A negative descriptor is passed over. Whatever poll reports about the pipe, its end included, a read says which.
            Span<PollEntry> entries =
            [
                new() { Descriptor = (int)pipe.DangerousGetHandle(), Events = InputEvent },
                new() { Descriptor = holdsProcess ? (int)process!.DangerousGetHandle() : -1, Events = InputEvent },
            ];
            int ready;
            do
            {
                ready = WaitForEvents(ref entries[0], (nuint)entries.Length, milliseconds);
            }
            while (ready < 0 && Marshal.GetLastPInvokeError() == InterruptedError);

            return (ready < 0 || entries[0].Returned != 0, entries[1].Returned != 0);
        }
        finally
        {
            if (holdsPipe)
            {
                pipe.DangerousRelease();
            }

            if (holdsProcess)
            {
                process!.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long Call(long number, long first, long second);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadPipe(SafeHandle pipe, ref byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitForEvents(ref PollEntry entries, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
