using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>
/// A program that is none of this one's processes, but ends as they do. On Linux this program is started under a verb: it leads a process group, asks
/// the kernel to end it with its parent, and is replaced by the other program (<c>execvp</c>), which keeps both. Elsewhere the other
/// program is started alone, and ends when its input closes.
/// </summary>
public static partial class ExternalProgram
{
    /// <summary>The verb.</summary>
    public const string Verb = "external";

    /// <summary>The exit code where the other program cannot be started, as a shell's.</summary>
    public const int NotStarted = 127;

    private const int BrokenPipe = 13;

    /// <summary>What to start.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <returns>A start description with redirected streams and no shell, without the secrets of a cluster.</returns>
    public static ProcessStartInfo StartInfo(IReadOnlyList<string> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return OperatingSystem.IsLinux() ? ProgramCommand.StartInfo([Verb, .. command]) : ProgramCommand.Redirected(new ProcessStartInfo(command[0], command.Skip(1)));
    }

    /// <summary>Becomes another program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <returns>Why the program cannot be started; nothing when it can, as this process is then the other program.</returns>
    public static string Become(string[] command)
    {
        ArgumentNullException.ThrowIfNull(command);
        ChildLifetime.BeginAsOther();

        // The runtime ignores it, and what is ignored stays so.
        _ = SetSignal(BrokenPipe, 0);
        _ = Execute(command[0], [.. command, null]);
        return $"{command[0]} cannot be started: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}";
    }

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string file, string?[] arguments);

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SetSignal(int signal, nint handler);
}
