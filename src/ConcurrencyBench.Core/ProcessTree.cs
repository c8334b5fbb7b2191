using System.Globalization;

namespace ConcurrencyBench.Core;

/// <summary>The processes below a process, read from /proc; empty where there is no /proc.</summary>
public static class ProcessTree
{
    /// <summary>The process and all its descendants.</summary>
    /// <param name="root">The process at the top.</param>
    /// <returns>Process ids, the root first.</returns>
    public static IReadOnlyList<int> Of(int root)
    {
        var tree = new List<int> { root };
        if (!OperatingSystem.IsLinux())
        {
            return tree;
        }

        var children = Parents().ToLookup(process => process.Parent, process => process.Id);
        for (var next = 0; next < tree.Count; next++)
        {
            tree.AddRange(children[tree[next]]);
        }

        return tree;
    }

    /// <summary>
    /// Whether a process runs. One that has ended and that its parent has not yet asked about does not; one whose first thread has
    /// ended looks the same, but has others.
    /// </summary>
    /// <param name="process">Its id.</param>
    /// <returns>False where there is no /proc.</returns>
    public static bool IsAlive(int process) =>
        ProcFile.Read($"/proc/{process}/status") is { } status
            && !status.Contains("State:\tX", StringComparison.Ordinal)
            && (!status.Contains("State:\tZ", StringComparison.Ordinal) || ProcFile.Field(status, "Threads") > 1);

    private static IEnumerable<(int Id, int Parent)> Parents()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && ProcFile.Read($"/proc/{id}/stat") is { } stat)
            {
                // The name, in parentheses, may contain anything: what follows the last one is regular.
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 3);
                yield return (id, int.Parse(fields[1], CultureInfo.InvariantCulture));
            }
        }
    }
}
