using System.Globalization;

namespace ConcurrencyBench.Processes;

/// <summary>Which process keeps others out of a file.</summary>
public static class FileHolder
{
    // What opening throws then: the system's number on Linux and macOS, Windows' sharing violation.
    private static readonly int[] Refusals = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Whether a file could not be opened because another process keeps it to itself.</summary>
    /// <param name="exception">What opening it threw.</param>
    /// <returns>False for any other trouble.</returns>
    public static bool Refused(IOException exception) => Refusals.Contains(exception.HResult);

    /// <summary>A process that has a file open.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its id, the lowest other than this process's; null where the system does not say, as of another user's processes.</returns>
    public static int? Of(string path)
    {
        if (!Directory.Exists("/proc/self/fd"))
        {
            return null;
        }

        var target = WithoutLinks(path);
        return Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && id != Environment.ProcessId)
            .Order()
            .Where(id => HasOpen(id, target))
            .Select(id => (int?)id)
            .FirstOrDefault();
    }

    // The system names files by their real paths.
    private static string WithoutLinks(string path) => Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate("/", (folder, name) => Path.Combine(folder, name) is var next && Directory.ResolveLinkTarget(next, returnFinalTarget: true) is { } target ? target.FullName : next);

    private static bool HasOpen(int process, string file)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(descriptor => TargetOf(descriptor) == file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to another user.
            return false;
        }
    }

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            // It was closed meanwhile.
            return null;
        }
    }
}
