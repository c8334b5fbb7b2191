using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// What the processes that this program starts of itself have in common: they end when their standard input closes, and at nothing
/// else. Signals of a terminal or a CI job reach every process, but only the one that was asked decides what they mean. A suspended
/// one is resumed at its parent's end, or it would not notice.
/// </summary>
public sealed partial class ChildLifetime : IDisposable
{
    /// <summary>The first line of its log: up to here it was the runtime's host that ran. <see cref="ChildProcess"/> takes it out.</summary>
    internal const string Mark = "cbench: child process begins";

    private const int StandardError = 2;

    private readonly PosixSignalRegistration[] _ignored =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, received => received.Cancel = true)),
    ];

    private ChildLifetime()
    {
    }

    /// <summary>Begins it; the first thing that such a process does.</summary>
    /// <returns>What must be kept until the process ends.</returns>
    public static ChildLifetime Begin()
    {
        Suspension.ResumeWhenParentEnds();
        SayThatItBegins();
        return new ChildLifetime();
    }

    /// <summary>Begins it in a process that leads a group: whatever it starts ends with it. For those that the program itself starts.</summary>
    /// <returns>What must be kept until the process ends.</returns>
    public static ChildLifetime BeginAsLeader()
    {
        ProcessGroup.Lead();
        return Begin();
    }

    /// <summary>Begins it in a process that is about to become another program, which may not end when its input closes.</summary>
    internal static void BeginAsOther()
    {
        ProcessGroup.Lead();
        Suspension.EndWithParent();
        SayThatItBegins();
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_ignored, registration => registration.Dispose());

    /// <summary>Not through the console, whose parts a pool process would have to load.</summary>
    private static void SayThatItBegins()
    {
        if (!OperatingSystem.IsWindows())
        {
            ReadOnlySpan<byte> line = [.. System.Text.Encoding.ASCII.GetBytes(Mark), (byte)'\n'];
            _ = Write(StandardError, in line[0], (nuint)line.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, in byte first, nuint count);
}
