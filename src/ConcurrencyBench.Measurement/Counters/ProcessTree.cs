using System.Globalization;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>The processes below a process, read from /proc; empty where there is no /proc.</summary>
internal static class ProcessTree
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
