using System.ComponentModel;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Cli;

/// <summary>What every command needs of the system, tried first: without it a command would end in a stack trace, or write into what is not its own.</summary>
internal static partial class Surroundings
{
    // Assemblies are opened as they are first used, beside the runtime's own descriptors.
    private const long FewestDescriptors = 128;

    // A run has loaded more, and holds the streams of every worker of a comparison.
    private const long DescriptorsOfARun = 256;
    private const long DescriptorsOfAWorker = 8;

    private const int Output = 1;
    private const int Error = 2;
    private const int GetFlags = 1;
    private const int ClosedOnExecution = 1;
    private const int ReadWrite = 2;

    /// <summary>Tries it.</summary>
    /// <exception cref="UsageException">Something is missing: the message says what, and the remedy.</exception>
    public static void Require()
    {
        if (!OperatingSystem.IsWindows())
        {
            RequireStreams();
        }

        RequireFolder();
        RequireDescriptors(ProcFile.Read, FewestDescriptors);
    }

    /// <summary>Says a last line on standard error. The console itself needs a thread, which may be what is not available.</summary>
    public static void Report(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Exception failure) when (!OperatingSystem.IsWindows() && Refusal(failure) is not null)
        {
            ReadOnlySpan<byte> bytes = [.. Encoding.UTF8.GetBytes(line), (byte)'\n'];
            _ = Write(Error, in bytes[0], (nuint)bytes.Length);
        }
    }

    /// <summary>Whether a failure is the system's: it gives no more of something, or does not allow it.</summary>
    /// <returns>What the system said; null when it is another failure.</returns>
    public static string? Refusal(Exception failure) => failure switch
    {
        AggregateException or TypeInitializationException or TargetInvocationException when failure.InnerException is { } inner => Refusal(inner),
        OutOfMemoryException or ThreadStartException => "there is no room for another thread, or no memory",
        IOException or UnauthorizedAccessException or Win32Exception or SocketException =>
            (failure.InnerException is IOException inner ? inner : failure).Message.ReplaceLineEndings(" ").TrimEnd('.', ' '),
        _ => null,
    };

    /// <summary>Tries what a run needs beyond that.</summary>
    /// <exception cref="UsageException">There are too few descriptors.</exception>
    public static void Require(Plan plan) =>
        RequireDescriptors(ProcFile.Read, DescriptorsOfARun + (DescriptorsOfAWorker * plan.Workloads.Select(workload => workload.Models.Count).DefaultIfEmpty(0).Max()));

    /// <summary>Refuses a limit of descriptors with which nothing works.</summary>
    /// <param name="read">A file's text, or null where there is none.</param>
    /// <param name="needed">How many are needed.</param>
    /// <exception cref="UsageException">There are too few.</exception>
    internal static void RequireDescriptors(Func<string, string?> read, long needed)
    {
        var line = read("/proc/self/limits")?.Split('\n').FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        if (long.TryParse(line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(4), out var most) && most < needed)
        {
            throw new UsageException($"ulimit -n allows {most} descriptors, and {needed} are needed at least: allow more (ulimit -n 4096)");
        }
    }

    /// <summary>
    /// A stream that was closed is a free number, and the next file that is opened has it: what is printed would be written into that file.
    /// </summary>
    private static void RequireStreams()
    {
        if (!IsInherited(Error) && OpenFile("/dev/null", ReadWrite) is var nothing and >= 0 && nothing != Error)
        {
            if (Control(Error, GetFlags) >= 0)
            {
                // Another file has the number already: nothing may be said there.
                Console.SetError(TextWriter.Null);
            }
            else
            {
                _ = Duplicate(nothing, Error);
            }
        }

        if (!IsInherited(Output))
        {
            throw new UsageException("standard output is closed: send it somewhere (>/dev/null)");
        }
    }

    /// <summary>Everything that the runtime itself opens is closed in a program that it starts; what was inherited is not.</summary>
    private static bool IsInherited(int descriptor) => Control(descriptor, GetFlags) is var flags && flags >= 0 && (flags & ClosedOnExecution) == 0;

    private static void RequireFolder()
    {
        try
        {
            _ = Environment.CurrentDirectory;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the current folder cannot be used ({failure.Message.TrimEnd('.')}): change to one that is there");
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, in byte first, nuint count);

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int from, int to);
}
